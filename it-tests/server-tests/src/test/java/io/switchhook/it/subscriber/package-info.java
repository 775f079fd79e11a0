/** Host applications: their filters, their failures, their order, the past they ask for, and what administrators do with them. */
package io.switchhook.it.subscriber;
