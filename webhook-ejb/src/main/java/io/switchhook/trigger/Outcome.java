package io.switchhook.trigger;

/** What came of a criterion on one event. */
public sealed interface Outcome permits ConditionOutcome, GroupOutcome {

    /** Whether it holds. */
    boolean matched();

    /** One sentence for people: what was asked and what was found. */
    String explanation();
}
