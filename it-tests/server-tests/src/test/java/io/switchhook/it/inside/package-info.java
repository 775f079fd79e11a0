/** Tests that run inside the server, in the shipped EAR, by Arquillian. */
package io.switchhook.it.inside;
