/** Has the rules told of Switchhook itself: of dead letters, of targets that are down, of sources that are disabled. */
package io.switchhook.announcement;
