package io.switchhook.example;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stands for a table of the application's, whose key is the event's id. */
@ApplicationScoped
class Ledger {
    private final Map<String, String> entries = new LinkedHashMap<>();
    private boolean closed;

    void book(String event, String entry) {
        if (closed) {
            throw new IllegalStateException("the ledger is closed");
        }
        entries.putIfAbsent(event, entry);
    }

    void close() {
        closed = true;
    }

    Collection<String> entries() {
        return entries.values();
    }
}
