/** Network addresses: reading them, blocks of them, and whose a request really is behind proxies. */
package io.switchhook.network;
