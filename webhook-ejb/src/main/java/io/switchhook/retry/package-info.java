/** When work that failed is tried again. */
package io.switchhook.retry;
