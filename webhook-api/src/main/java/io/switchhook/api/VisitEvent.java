package io.switchhook.api;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Something happened in a visit of a monitored web site. The {@link #topic()} is {@code SYSTEM.} or {@code BUSINESS.} and the name
 * of the event, for example {@code SYSTEM.PageEntered}.
 *
 * <p>{@link #time()} is by the browser's clock, which may be wrong by any amount; {@link #receivedAt()} is not. A member that was
 * left out is empty. The members read {@link #data()}, which stays the whole truth.
 */
public interface VisitEvent extends WebhookEvent {

    /** {@code SYSTEM} for what the tracker itself tells, {@code BUSINESS} for what the site defines. */
    Optional<String> eventType();

    /** For example {@code VisitStarted}, {@code PageEntered}, {@code SignIn}, or the name the site gave its event. */
    Optional<String> eventName();

    /** One session of a browser; where present the same as {@link #subject()}. */
    Optional<String> visitId();

    /** The device or browser, over its visits; anonymous. */
    Optional<String> globalVisitId();

    /** One view of a page. */
    Optional<String> pageId();

    /** The page's address; empty too where the text is no URI ({@link #data()} has that text). */
    Optional<URI> url();

    /** For example {@code en-US}. */
    Optional<String> languageCode();

    /** In what context it happened, as the sender labelled it; in its order, without blanks around and empty ones. */
    List<String> categories();

    /** What the event says of its own, for example the product put into the cart; empty where it says nothing. */
    JsonObject details();
}
