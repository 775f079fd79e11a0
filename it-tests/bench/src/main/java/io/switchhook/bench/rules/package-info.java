/** What matching an event costs, by the number of triggers. */
package io.switchhook.bench.rules;
