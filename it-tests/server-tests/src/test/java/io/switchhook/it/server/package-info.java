/** Real servers in processes of their own, started, killed and restarted by tests and by the demo. */
package io.switchhook.it.server;
