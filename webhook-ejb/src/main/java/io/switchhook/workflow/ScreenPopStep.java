package io.switchhook.workflow;

import java.util.Map;

/**
 * Shows something at an agent's desk. All but {@code display} are templates, of the query the values.
 *
 * @param query parameters to be added to the URL, in this order
 * @param display {@code new-tab}, {@code existing-tab} or {@code inside-desktop}
 */
public record ScreenPopStep(
        StepHead head, String agent, String url, String label, Map<String, String> query, String display)
        implements Step {}
