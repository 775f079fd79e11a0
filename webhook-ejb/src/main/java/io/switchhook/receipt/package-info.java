/** Receipts: what is kept and logged of each request that reached a source, however many come. */
package io.switchhook.receipt;
