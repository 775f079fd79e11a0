/** Triggers tried on events, and why they match or not, without anything being started. */
package io.switchhook.trial;
