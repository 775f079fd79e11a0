/** Pebble templates of workflows: rendered in a sandbox, values escaped for where they go. */
package io.switchhook.template;
