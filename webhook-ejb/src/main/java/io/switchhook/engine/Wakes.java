package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.store.WaitRows;
import io.switchhook.workflow.Awaited;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds the runs that wait for events that are being stored. Events that no workflow waits for cost no query. */
@ApplicationScoped
public class Wakes {

    /**
     * An event that is new in the store.
     *
     * @param seq its place in the order of events
     * @param awaited the waits that it ends
     */
    record Stored(long seq, EventRecord event, Set<Awaited> awaited) {}

    /** A run whose wait an event ends. */
    record Wake(long run, String workflow, Stored by) {}

    /** Takes the locks of those that may be waited for; to be called before other rows are taken. */
    void lock(Handle handle, List<Incoming> incoming) {
        Set<String> subjects = incoming.stream()
                .filter(one -> !one.awaited().isEmpty())
                .map(one -> one.event().subject())
                .collect(Collectors.toSet());
        if (!subjects.isEmpty()) {
            WaitRows.lock(handle, subjects);
        }
    }

    /** The runs that these events wake, each by the first that does, in the order of locks. */
    List<Wake> of(Handle handle, List<Stored> events) {
        List<Stored> awaited = events.stream()
                .filter(event -> !event.awaited().isEmpty())
                .sorted(Comparator.comparingLong(Stored::seq))
                .toList();
        List<Wake> wakes = new ArrayList<>();
        if (!awaited.isEmpty()) {
            Set<String> subjects =
                    awaited.stream().map(one -> one.event().subject()).collect(Collectors.toSet());
            for (WaitRows.Waiting wait : WaitRows.of(handle, subjects)) {
                Awaited its = new Awaited(wait.workflow(), wait.step());
                awaited.stream()
                        .filter(one -> one.event().subject().equals(wait.subject())
                                && one.seq() > wait.after()
                                && one.awaited().contains(its))
                        .findFirst()
                        .ifPresent(first -> wakes.add(new Wake(wait.run(), wait.workflow(), first)));
            }
        }
        return wakes;
    }
}
