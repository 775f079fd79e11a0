/** Delivers given events to an application's observers in a plain CDI container, as Switchhook would on a server. */
package io.switchhook.testkit;
