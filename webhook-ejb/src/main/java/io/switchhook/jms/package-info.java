/** Sending without a transaction manager, on sessions that are kept open. */
package io.switchhook.jms;
