/** Several servers that share a broker and a store; run by {@code mvn -Pcluster verify} alone. */
package io.switchhook.it.cluster;
