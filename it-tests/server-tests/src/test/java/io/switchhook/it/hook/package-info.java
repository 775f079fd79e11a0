/** A sender of webhooks, as a contact centre would be one. */
package io.switchhook.it.hook;
