/** Definitions as people change them while the server runs. */
package io.switchhook.catalog;
