/** Definitions as the database keeps them. */
package io.switchhook.saved;
