package io.switchhook.store;

/** Text for people, made to fit its column. */
final class Text {

    private Text() {}

    /** PostgreSQL takes no character 0. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** What says why work failed must not make its record fail. */
    static String upTo(int length, String text) {
        String storable = storable(text);
        return storable.length() <= length ? storable : storable.substring(0, length - 1) + "…";
    }
}
