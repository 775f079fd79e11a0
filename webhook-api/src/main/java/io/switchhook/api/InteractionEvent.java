package io.switchhook.api;

import java.net.URI;
import java.util.Optional;

/**
 * An interaction (chat or secure e-mail) of Genesys Multicloud CX Digital Channels was started or finished.
 *
 * <p>The sender declares every member optional and may add values at any time: a member it left out is empty, a value this
 * library does not know is passed on as it came. The members read {@link #data()}, which stays the whole truth.
 */
public interface InteractionEvent extends WebhookEvent {

    /** The interaction's id; where present the same as {@link #subject()}. */
    Optional<String> interactionId();

    /** The kind of media, so far {@code chat} or {@code email}. */
    Optional<String> mediaType();

    /**
     * So far {@code InboundNew}, {@code Outbound}, {@code SMS}, {@code WhatsApp}, {@code FacebookPublic}, {@code FacebookPrivate},
     * {@code TwitterPublic} or {@code TwitterPrivate}.
     */
    Optional<String> interactionSubtype();

    /** Where the interaction can be read; empty too where the sender's text is no URI ({@link #data()} has that text). */
    Optional<URI> selfUri();
}
