package io.switchhook.definition;

import jakarta.json.JsonValue;
import java.util.Map;

/**
 * One document as it is written.
 *
 * @param number in its file, from 1
 * @param content what it says
 * @param lines line of each value by its path; empty path for the document
 */
record Document(int number, JsonValue content, Map<String, Integer> lines) {
    /** Deepest nesting of objects and lists. */
    static final int MAX_DEPTH = 64;

    /** Values in a document at most, repeated ones counted each time. */
    static final int MAX_VALUES = 100_000;

    /** Longest number, in characters. */
    static final int MAX_NUMBER = 100;

    static String member(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    /** Line of the value at this path, or else of what holds it. */
    int line(String path) {
        String at = path;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return lines.getOrDefault(at, 0);
    }
}
