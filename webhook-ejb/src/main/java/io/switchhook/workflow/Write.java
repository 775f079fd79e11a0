package io.switchhook.workflow;

/**
 * What a step has to be written to the store. It is written in the transaction that records the step as done: both are, or neither.
 */
public sealed interface Write permits SetVariable, ScreenPop {}
