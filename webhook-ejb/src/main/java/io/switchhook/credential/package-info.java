/** Named credentials of outgoing requests: definitions name them, settings hold them. */
package io.switchhook.credential;
