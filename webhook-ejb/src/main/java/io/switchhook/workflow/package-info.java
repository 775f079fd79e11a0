/** Workflows: their steps, and how a run of them goes on. */
package io.switchhook.workflow;
