/** An application that observes events and counts them. */
package io.switchhook.bench.observer;
