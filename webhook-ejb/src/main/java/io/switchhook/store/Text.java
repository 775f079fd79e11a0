package io.switchhook.store;

/** Text for people, made to fit its column. */
final class Text {

    private Text() {}

    /** PostgreSQL takes no character 0: what says why work failed must not make its record fail. */
    static String upTo(int length, String text) {
        String storable = text.replace('\0', '\uFFFD');
        return storable.length() <= length ? storable : storable.substring(0, length - 1) + "…";
    }
}
