/** A request as it reached a hook: what verification and adapters judge, free of any HTTP API. */
package io.switchhook.request;
