/** Tests of the shipped EAR on a real server, from outside unless a class says otherwise. */
package io.switchhook.it;
