/** The pattern language of Amazon EventBridge: a JSON object shaped like the events that match it. */
package io.switchhook.eventpattern;
