/** What people may see of the store: events with their runs and attempts, and dead letters, page by page. */
package io.switchhook.query;
