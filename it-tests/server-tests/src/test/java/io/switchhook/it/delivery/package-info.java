/** Workflows against real targets that fail, hang, come back or must not be called at all. */
package io.switchhook.it.delivery;
