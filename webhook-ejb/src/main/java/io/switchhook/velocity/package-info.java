/** Velocity templates of data actions, rendered in a sandbox: no classes, no files, bounded in output and time. */
package io.switchhook.velocity;
