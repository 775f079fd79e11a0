/** The hooks over HTTP. */
package io.switchhook.web.hook;
