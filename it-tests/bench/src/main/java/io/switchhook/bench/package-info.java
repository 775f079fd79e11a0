/** {@code mvn -Pbench verify}: measures the shipped EAR on a real server and prints one table. */
package io.switchhook.bench;
