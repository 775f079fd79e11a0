/** The INBOUND queue's content, known to the intake that fills it and the engine that empties it. */
package io.switchhook.inbound;
