package io.switchhook.workflow;

/**
 * A wait of a workflow.
 *
 * @param workflow id of the workflow
 * @param step name of the step
 */
public record Awaited(String workflow, String step) {}
