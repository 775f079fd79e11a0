package io.switchhook.api.wire;

/** Which typed view an event has; decided by the adapter that made it. */
public enum EventKind {
    /** No typed view of its own. */
    PLAIN,
    /** An interaction of Genesys Multicloud CX Digital Channels. */
    INTERACTION
}
