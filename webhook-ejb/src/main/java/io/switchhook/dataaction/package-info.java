/** Data actions as in Genesys Cloud: an HTTP call with a contract of what goes in and comes out, step by step. */
package io.switchhook.dataaction;
