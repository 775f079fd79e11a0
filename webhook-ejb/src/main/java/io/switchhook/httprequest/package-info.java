/** The workflow step {@code httpRequest}: rendered, authorized, signed, sent, and its answer read. */
package io.switchhook.httprequest;
