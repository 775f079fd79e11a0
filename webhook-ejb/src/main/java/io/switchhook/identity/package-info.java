/** What makes an event the same as one seen before: the sender's id of it, or the same content within a window. */
package io.switchhook.identity;
