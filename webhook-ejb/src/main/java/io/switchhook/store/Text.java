package io.switchhook.store;

/** Text made to fit its column. */
final class Text {

    private Text() {}

    static String upTo(int length, String text) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
