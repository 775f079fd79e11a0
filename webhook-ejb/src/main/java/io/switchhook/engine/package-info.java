/** The way of an event after it was accepted: stored with its runs, rung for, run, delivered, and swept up after. */
package io.switchhook.engine;
