/** Triggers: which events start which workflow, and why an event did not. */
package io.switchhook.trigger;
