/** A real HTTP target for what Switchhook sends, and what tests and the demo want to know of it. */
package io.switchhook.it.http;
