package io.switchhook.testkit;

import java.util.List;

/** What came of one try to deliver an event. */
public sealed interface Outcome {

    /**
     * Nothing went wrong, and Switchhook would not deliver the event to this application again. That holds also where no observer was for
     * it.
     *
     * @param observers which observers were called, in their order, as {@code Greeter.greet}
     * @param tooLate what transactional observers threw; on a server it is logged and changes nothing
     */
    record Delivered(List<String> observers, List<Throwable> tooLate) implements Outcome {
        public Delivered {
            observers = List.copyOf(observers);
            tooLate = List.copyOf(tooLate);
        }
    }

    /**
     * An observer threw, or the transaction could not be committed. It was rolled back, and Switchhook would deliver the event again later,
     * to all observers of this application; or keep it as a dead letter, were it the last attempt.
     *
     * @param cause what the observer threw
     * @param observers which observers were called, in their order, as {@code Greeter.greet}
     */
    record Failed(Throwable cause, List<String> observers) implements Outcome {
        public Failed {
            observers = List.copyOf(observers);
        }
    }

    /** The subscription's filter does not let the event through: Switchhook would not keep it for this application. */
    record NotWanted() implements Outcome {}
}
