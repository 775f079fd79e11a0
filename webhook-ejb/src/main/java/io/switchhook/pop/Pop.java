package io.switchhook.pop;

import io.switchhook.api.wire.JsonText;
import java.time.Instant;

/**
 * A screen pop.
 *
 * @param id rises from one to the next, but one with a lower id may come after one with a higher
 * @param agent at whose desk it is to be shown
 * @param url absolute, http or https
 * @param label to show instead of the URL; may be empty
 * @param display {@code new-tab}, {@code existing-tab} or {@code inside-desktop}
 * @param eventId of the event it was made for, likewise topic and subject
 * @param at when it was made
 * @param sent whether a desk was sent it before
 * @param seen whether a desk was found to have got it
 */
public record Pop(
        long id,
        String agent,
        String url,
        String label,
        String display,
        String eventId,
        String topic,
        String subject,
        Instant at,
        boolean sent,
        boolean seen) {

    /**
     * As a server-sent event.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
     */
    public String toServerSentEvent() {
        String data = JsonText.text(JsonText.object()
                .add("id", id)
                .add("url", url)
                .add("label", label)
                .add("display", display)
                .add("eventId", eventId)
                .add("topic", topic)
                .add("subject", subject)
                .add("time", at.toString())
                .build());
        return "id: " + id + "\nevent: screen-pop\ndata: " + data + "\n\n";
    }
}
