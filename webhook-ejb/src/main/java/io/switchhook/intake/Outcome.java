package io.switchhook.intake;

import java.util.List;
import java.util.Map;

/** What became of a request. */
public sealed interface Outcome {

    /**
     * Its events are kept for good.
     *
     * @param ids of the events, in the request's order; empty if it carried none
     */
    record Taken(List<String> ids) implements Outcome {
        public Taken {
            ids = List.copyOf(ids);
        }
    }

    /** It only asked whether the hook is there. */
    record Present() implements Outcome {}

    /**
     * It asked for the permission to send, and has it.
     *
     * @param headers that say so
     */
    record Permitted(Map<String, String> headers) implements Outcome {
        public Permitted {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * It was verified and carries no event, but tries whose the hook is.
     *
     * @param json to answer with
     */
    record Validated(String json) implements Outcome {}

    /** It was not verified, and its source wants that to look like success. */
    record Dropped() implements Outcome {}

    /** It was refused. */
    record Refused(Refusal refusal) implements Outcome {}
}
