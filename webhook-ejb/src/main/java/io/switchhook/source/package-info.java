/** The configured senders: who may talk to us, how they prove it, and within which limits. */
package io.switchhook.source;
