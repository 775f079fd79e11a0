package io.switchhook.workflow;

/**
 * Something to be shown at an agent's desk.
 *
 * @param agent as the desk calls them
 * @param url absolute, http or https
 * @param label to show instead of the URL; may be empty
 * @param display {@code new-tab}, {@code existing-tab} or {@code inside-desktop}
 */
public record ScreenPop(String agent, String url, String label, String display) implements Write {
    /** Characters at most of an agent and of a label. */
    public static final int MOST_TEXT = 256;

    /** Characters at most of a URL. */
    public static final int MOST_URL = 4096;
}
