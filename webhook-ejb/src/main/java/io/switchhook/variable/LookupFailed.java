package io.switchhook.variable;

/** A name could not be looked up, mostly because the store is away: neither the template nor the condition that named it is to blame. */
public class LookupFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LookupFailed(String name, RuntimeException cause) {
        super("The name " + name + " cannot be looked up", cause);
    }
}
