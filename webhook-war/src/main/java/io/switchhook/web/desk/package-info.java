/** The desks of agents: screen pops as server-sent events. */
package io.switchhook.web.desk;
