/** Sends screen pops to the desks of agents that listen. */
package io.switchhook.desk;
