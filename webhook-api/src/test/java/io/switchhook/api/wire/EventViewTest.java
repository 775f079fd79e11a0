package io.switchhook.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.InteractionEvent;
import io.switchhook.api.WebhookEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventViewTest {
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00.250Z");

    @Test
    void plainEventIsNoInteraction() {
        assertThat(event(EventKind.PLAIN, JsonValue.EMPTY_JSON_OBJECT).view()).isNotInstanceOf(InteractionEvent.class);
    }

    @Test
    void viewSaysWhatTheRecordSays() {
        EventRecord event = event(
                EventKind.INTERACTION,
                Json.createObjectBuilder().add("id", "i-1").build());

        WebhookEvent view = event.view();

        assertThat(view.id()).isEqualTo(event.id());
        assertThat(view.source()).isEqualTo(event.source());
        assertThat(view.topic()).isEqualTo(event.topic());
        assertThat(view.subject()).isEqualTo(event.subject());
        assertThat(view.time()).isEqualTo(TIME);
        assertThat(view.receivedAt()).isEqualTo(RECEIVED);
        assertThat(view.data()).isEqualTo(event.data());
    }

    @Test
    void interactionHasTypedMembers() {
        InteractionEvent interaction = interaction(Json.createObjectBuilder()
                .add("id", "i-1")
                .add("mediaType", "chat")
                .add("interactionSubtype", "InboundNew")
                .add("selfUri", "https://nexus.example.invalid/nexus/v3/chat/sessions/s/i-1")
                .build());

        assertThat(interaction.interactionId()).contains("i-1");
        assertThat(interaction.mediaType()).contains("chat");
        assertThat(interaction.interactionSubtype()).contains("InboundNew");
        assertThat(interaction.selfUri())
                .contains(URI.create("https://nexus.example.invalid/nexus/v3/chat/sessions/s/i-1"));
    }

    @Test
    void whatTheSenderLeftOutOrSetToNullIsEmpty() {
        InteractionEvent interaction =
                interaction(Json.createObjectBuilder().addNull("mediaType").build());

        assertThat(interaction.interactionId()).isEmpty();
        assertThat(interaction.mediaType()).isEmpty();
        assertThat(interaction.interactionSubtype()).isEmpty();
        assertThat(interaction.selfUri()).isEmpty();
    }

    @Test
    void unknownValuesArePassedOn() {
        InteractionEvent interaction = interaction(Json.createObjectBuilder()
                .add("mediaType", "hologram")
                .add("interactionSubtype", 7)
                .build());

        assertThat(interaction.mediaType()).contains("hologram");
        assertThat(interaction.interactionSubtype()).contains("7");
    }

    @Test
    void textThatIsNoUriIsEmptyAndStaysInData() {
        InteractionEvent interaction = interaction(
                Json.createObjectBuilder().add("selfUri", "not a uri %").build());

        assertThat(interaction.selfUri()).isEmpty();
        assertThat(interaction.data().getString("selfUri")).isEqualTo("not a uri %");
    }

    @Test
    void kindOfALaterVersionIsReadAsPlain() {
        String text = event(EventKind.INTERACTION, JsonValue.EMPTY_JSON_OBJECT)
                .toJson()
                .toString()
                .replace("INTERACTION", "HOLOGRAM");

        assertThat(EventRecord.fromText(text).kind()).isEqualTo(EventKind.PLAIN);
    }

    private static InteractionEvent interaction(JsonObject data) {
        return (InteractionEvent) event(EventKind.INTERACTION, data).view();
    }

    private static EventRecord event(EventKind kind, JsonObject data) {
        return new EventRecord("e-1", kind, "digital", "interaction.started", "i-1", TIME, RECEIVED, "", data);
    }
}
