/** What outlives a run: kept in the store, read by runs, changed by steps and administrators. */
package io.switchhook.memory;
