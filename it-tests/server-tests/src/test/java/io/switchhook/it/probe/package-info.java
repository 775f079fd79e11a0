/** An application that notes what it observes, for tests to read; packaged into the archives they deploy. */
package io.switchhook.it.probe;
