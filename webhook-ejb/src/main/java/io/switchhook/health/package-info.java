/** What the server's health end points ask; in a jar of its own in the EAR's lib directory, the only place WildFly looks at. */
package io.switchhook.health;
