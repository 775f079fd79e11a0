package io.switchhook.workflow;

/**
 * The end of the run, at once.
 *
 * @param head what all steps have
 * @param succeeded the outcome; a failure that the author wants is no dead letter
 * @param reason a Pebble template, may be empty
 */
public record EndStep(StepHead head, boolean succeeded, String reason) implements Step {}
