package io.switchhook.dataaction;

/** What a run of a data action does, in this order. */
public enum Operation {
    CHECK_INPUT(1, "check the input against its schema"),
    FILL_IN_URL(2, "fill in the URL"),
    FILL_IN_HEADERS(3, "fill in the headers"),
    FILL_IN_BODY(4, "fill in the body"),
    CALL(5, "call the target"),
    READ_ANSWER(6, "read the answer"),
    TRANSLATE(7, "apply the translation map"),
    FILL_IN_RESULT(8, "fill in the success template"),
    CHECK_OUTPUT(9, "check the result against its schema");

    private final int step;
    private final String text;

    Operation(int step, String text) {
        this.step = step;
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** Its number, from 1. */
    public int step() {
        return step;
    }
}
