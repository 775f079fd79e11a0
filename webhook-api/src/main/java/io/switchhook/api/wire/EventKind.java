package io.switchhook.api.wire;

/** Which typed view an event has; decided by the adapter that made it. */
public enum EventKind {
    /** No typed view of its own. */
    PLAIN,
    /** An interaction of Genesys Multicloud CX Digital Channels. */
    INTERACTION,
    /** A conversation of Genesys Cloud. */
    CONVERSATION,
    /** An agent of a contact centre. */
    AGENT,
    /** A visit of a web site. */
    VISIT,
    /** A task of Webex Contact Center. */
    TASK
}
