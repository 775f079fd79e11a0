/** The load generator, a process of its own, and what it is told and tells. */
package io.switchhook.bench.load;
