/** Which addresses Switchhook may connect to. */
package io.switchhook.egress;
