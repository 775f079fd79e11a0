package io.switchhook.engine;

/** What came of an order of an administrator's. */
public sealed interface Ordered {

    /** It is carried out, now or before. */
    record Done() implements Ordered {}

    /** There is nothing of this number. */
    record Unknown() implements Ordered {}

    /** It cannot be, as things stand. */
    record Refused(String reason) implements Ordered {}
}
