/** Whether this node takes on work. */
package io.switchhook.duty;
