package io.switchhook.dataaction;

/** What came of the operations before the call. */
public sealed interface Preparation {

    /** The request can be sent. */
    record Ready(ActionRequest request) implements Preparation {}

    /** There is nothing to send. */
    record Failed(Outcome.Failure failure) implements Preparation {}
}
