package io.switchhook.definition;

import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import java.util.Optional;

/** Reads the steps of one kind. */
interface StepParser {

    /**
     * The step; empty where problems were reported, here or before.
     *
     * @param body the object under the name of its kind
     */
    Optional<Step> parse(StepHead head, Members body);
}
