package io.switchhook.workflow;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * A list of steps run for one event.
 *
 * @param id unique among workflows
 * @param name for people; the id where none was given
 * @param ordering whether a later run of the same subject waits for the outcome of the earlier one
 * @param variables the run's variables at its start
 * @param program the steps
 * @param version tells its contents from others; the same for the same content
 */
public record Workflow(
        String id, String name, Ordering ordering, JsonObject variables, Program program, String version) {

    /** How runs of one subject follow each other. */
    public enum Ordering {
        /** One after the other, in the order of the events; the default. */
        SUBJECT,
        /** Independently. */
        NONE
    }

    /** One without a version. */
    public Workflow(String id, String name, Ordering ordering, JsonObject variables, List<Step> steps) {
        this(id, name, ordering, variables, Program.of(steps), "");
    }

    /** All steps, those inside of others too; each at its position in the {@link #program}. */
    public List<Step> steps() {
        return program.steps();
    }
}
