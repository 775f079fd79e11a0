/** A sample application that observes Switchhook's events; start yours from it. */
package io.switchhook.example;
