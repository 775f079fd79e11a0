/** What stands after the process died at the worst moment. */
package io.switchhook.it.crash;
