/** The command {@code mvn -Prun}: the server in the foreground, with a demo to look at. */
package io.switchhook.it.run;
