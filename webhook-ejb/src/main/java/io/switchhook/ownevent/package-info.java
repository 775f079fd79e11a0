/** The events that Switchhook makes itself. */
package io.switchhook.ownevent;
