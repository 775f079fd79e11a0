/** What calls of targets need besides their request: tokens, certificates, a proxy. */
package io.switchhook.outbound;
