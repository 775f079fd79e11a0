/** The way in: from a request to a source, to events that are kept for good, to the answer. */
package io.switchhook.intake;
