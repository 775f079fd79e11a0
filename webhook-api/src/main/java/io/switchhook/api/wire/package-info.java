/** What travels between Switchhook and its subscribers; for both ends of the wire, not for applications. */
package io.switchhook.api.wire;
