/** Definitions: triggers and workflows read from files, checked, and changed while running. */
package io.switchhook.definition;
