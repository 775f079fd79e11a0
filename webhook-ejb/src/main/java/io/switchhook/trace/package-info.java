/** The sender's own id of what it does, by which a line in its log and one in ours are found to belong together. */
package io.switchhook.trace;
