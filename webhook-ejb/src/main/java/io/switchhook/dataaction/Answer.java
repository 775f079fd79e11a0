package io.switchhook.dataaction;

/**
 * What a call of the target gave.
 *
 * <p>One execution of a data action is one HTTP attempt; whether to try again is up to the caller.
 */
public sealed interface Answer {

    /**
     * The target answered.
     *
     * @param body as text
     * @param truncated whether there was more of it
     */
    record Received(int status, String body, boolean truncated) implements Answer {
        /** Shows no body. */
        @Override
        public String toString() {
            return "Received[" + status + ", " + body.length() + " characters]";
        }
    }

    /**
     * It did not, or was not asked.
     *
     * @param reason for people, without secrets
     * @param timedOut whether it took too long
     */
    record Missing(String reason, boolean timedOut) implements Answer {}
}
