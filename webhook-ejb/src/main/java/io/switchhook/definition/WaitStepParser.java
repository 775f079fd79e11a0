package io.switchhook.definition;

import io.switchhook.workflow.EventMatch;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.WaitStep;
import java.time.Duration;
import java.util.Optional;

/** Reads the step {@code wait}. */
final class WaitStepParser implements StepParser {
    private static final int MAX_NAME = 128;

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        boolean forTime = members.value("for").isPresent();
        boolean forEvent = members.value("until").isPresent();
        if (forTime == forEvent) {
            members.error(
                    forTime ? "until" : "for",
                    forTime ? "for and until" : "nothing",
                    "for: a duration, or until: an event, with timeout");
        }
        Optional<Duration> time = members.duration("for", Duration.ZERO, WaitStep.MAX);
        Optional<EventMatch> until = members.members("until").flatMap(WaitStepParser::event);
        Optional<Duration> timeout = members.duration("timeout", Duration.ZERO, WaitStep.MAX);
        if (forEvent && members.value("timeout").isEmpty()) {
            members.error("timeout", "nothing", "an ISO-8601 duration from PT0S to " + WaitStep.MAX);
        } else if (forTime && members.value("timeout").isPresent()) {
            members.error("timeout", "timeout with for", "timeout with until alone");
        }
        String output = output(head, members, forEvent);
        members.end();
        return members.problems().errors().isEmpty()
                ? Optional.of(new WaitStep(head, time.or(() -> timeout).orElseThrow(), until, output))
                : Optional.empty();
    }

    private static Optional<EventMatch> event(Members until) {
        Optional<EventMatch> match = TriggerParser.topic(until)
                .map(topic -> new EventMatch(
                        topic, CriteriaParser.parse(until, "matchCriteria"), TriggerParser.pattern(until)));
        until.has("matchCriteria");
        until.has("pattern");
        until.end();
        return match;
    }

    /** Where none is written, that of the step's name: what a wait for an event came to must have one. */
    private static String output(StepHead head, Members members, boolean forEvent) {
        Optional<String> written = members.text("output", MAX_NAME);
        if (written.isPresent()) {
            if (!Ids.isVariable(written.get())) {
                members.error("output", Problems.quoted(written.get()), Ids.VARIABLE);
            }
            return written.get();
        }
        if (!forEvent || head.name().isEmpty()) {
            return "";
        }
        if (!Ids.isVariable(head.name())) {
            members.error(
                    "output",
                    "nothing, and the step's name " + Problems.quoted(head.name()) + " is no variable's",
                    Ids.VARIABLE);
        }
        return head.name();
    }
}
