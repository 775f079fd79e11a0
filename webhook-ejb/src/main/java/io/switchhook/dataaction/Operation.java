package io.switchhook.dataaction;

/** What a run of a data action does, in this order. */
public enum Operation {
    CHECK_INPUT("check the input against its schema"),
    FILL_IN_URL("fill in the URL"),
    FILL_IN_HEADERS("fill in the headers"),
    FILL_IN_BODY("fill in the body"),
    CALL("call the target"),
    READ_ANSWER("read the answer"),
    TRANSLATE("apply the translation map"),
    FILL_IN_RESULT("fill in the success template"),
    CHECK_OUTPUT("check the result against its schema");

    private final String text;

    Operation(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** Its number, from 1. */
    public int step() {
        return ordinal() + 1;
    }
}
