/** What host applications compile against: event types, qualifiers and the subscription. */
package io.switchhook.api;
