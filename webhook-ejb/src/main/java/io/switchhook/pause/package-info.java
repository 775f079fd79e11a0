/** Targets, sources and subscribers that an administrator has stopped for a while. */
package io.switchhook.pause;
