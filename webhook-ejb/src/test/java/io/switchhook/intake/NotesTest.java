package io.switchhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.switchhook.LogLines;
import io.switchhook.adapter.Interactions;
import io.switchhook.inbound.FirstOfRequest;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.network.TrustedProxies;
import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptOutcome;
import io.switchhook.receipt.ShownHeaders;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.request.RequestHead;
import io.switchhook.source.Source;
import io.switchhook.source.Source.OnRejected;
import io.switchhook.source.SourceState;
import io.switchhook.source.SourceState.Disabled;
import io.switchhook.source.SourceState.Ready;
import io.switchhook.verification.DigestEncoding;
import io.switchhook.verification.Hmac;
import io.switchhook.verification.HubSignature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is noted of each request: a receipt, and of refused ones a line in the log. */
class NotesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final String BODY =
            "{\"operationId\":\"op\",\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"i-1\"}},"
                    + "{\"event\":\"FINISHED\",\"entity\":{\"id\":\"i-2\"}}]}}";

    private final SettableClock clock = new SettableClock();
    private final Notes notes = new Notes(new ShownHeaders(List.of()), clock);
    private final List<InboundMessage> kept = new ArrayList<>();
    private final Source digital = source("digital", OnRejected.REFUSE);
    private final Map<String, SourceState> sources =
            Map.of("digital", new Ready(digital), "broken", new Disabled("broken", "found none"));
    private final Intake intake =
            new Intake(name -> Optional.ofNullable(sources.get(name)), TrustedProxies.NONE, kept::addAll, notes, clock);
    private final LogLines log = new LogLines(Notes.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theReceiptOfATakenRequestRidesWithItsFirstEvent() {
        intake.take(digital, signed(BODY));

        assertThat(notes.drain()).isEmpty();
        assertThat(kept.get(0).request()).contains(new FirstOfRequest("user-agent: test\nx-hub-signature: ***\n", 2));
        assertThat(kept.get(1).request()).isEmpty();
        assertThat(kept.get(1).receipt().getString("with"))
                .isEqualTo(kept.get(0).event().id());
    }

    @Test
    void aRefusedRequestLeavesAReceiptWithReasonAndMaskedHeaders() {
        intake.take(digital, request(BODY, "sha1=00"));

        assertThat(notes.drain())
                .containsExactly(receipt(
                        ReceiptOutcome.REJECTED,
                        401,
                        "malformed-signature",
                        BODY.length(),
                        0,
                        "user-agent: test\nx-hub-signature: ***\n"));
    }

    @Test
    void aVerifiedRequestThatIsNotUsableNamesTheSecretThatMatched() {
        intake.take(digital, signed("["));

        assertThat(notes.drain()).singleElement().satisfies(receipt -> {
            assertThat(receipt.reason()).isEqualTo("not-json");
            assertThat(receipt.secretPosition()).isEqualTo(2);
        });
    }

    @Test
    void aRequestThatIsDroppedSilentlyLeavesOneThatSaysWhy() {
        intake.take(source("quiet", OnRejected.DROP), request(BODY, "sha1=00"));

        assertThat(notes.drain()).singleElement().satisfies(receipt -> {
            assertThat(receipt.outcome()).isEqualTo(ReceiptOutcome.REJECTED);
            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.reason()).isEqualTo("malformed-signature");
        });
    }

    @Test
    void whatALimitKeepsOutIsLimited() {
        RequestHead large = head("digital", "POST", 1_001);
        intake.admit(large);
        intake.refuse(
                head("digital", "POST", -1), new Admission.Admitted(digital, "192.0.2.1"), Refusals.bodyTooSlow(30));

        assertThat(notes.drain())
                .containsExactly(
                        receipt(ReceiptOutcome.LIMITED, 413, "body-too-large", 1_001, 0, ""),
                        receipt(ReceiptOutcome.LIMITED, 408, "body-too-slow", -1, 0, ""));
    }

    @Test
    void aRequestWithoutEventsAndAProbeLeaveOneToo() {
        intake.take(digital, signed("{}"));
        intake.admit(head("digital", "GET", -1));

        assertThat(notes.drain())
                .extracting(Receipt::outcome, Receipt::reason)
                .containsExactly(tuple(ReceiptOutcome.ACCEPTED, "no-events"), tuple(ReceiptOutcome.ACCEPTED, "probe"));
    }

    @Test
    void aDisabledSourceKeepsNoHeadersAndNoSourceKeepsNothing() {
        Headers headers = Headers.of(Map.of("User-Agent", List.of("test")));
        intake.admit(new RequestHead("broken", "POST", 3, "192.0.2.1", headers));
        intake.admit(new RequestHead("unknown", "POST", 3, "192.0.2.1", headers));

        assertThat(notes.drain()).singleElement().satisfies(receipt -> {
            assertThat(receipt.source()).isEqualTo("broken");
            assertThat(receipt.reason()).isEqualTo("source-disabled");
            assertThat(receipt.headers()).isEmpty();
        });
    }

    @Test
    void eventsThatCannotBeKeptLeaveTheReceiptOfTheirRefusal() {
        Intake full = new Intake(
                name -> Optional.empty(),
                TrustedProxies.NONE,
                messages -> {
                    throw new BrokerUnavailable("full", null);
                },
                notes,
                clock);

        full.take(digital, signed(BODY));

        assertThat(notes.drain())
                .extracting(Receipt::status, Receipt::reason, Receipt::secretPosition)
                .containsExactly(tuple(503, "broker-unavailable", 2));
    }

    @Test
    void aFloodOfRefusalsIsTwoLinesAMinute() {
        for (int i = 0; i < 10_000; i++) {
            intake.take(digital, request(BODY, "sha1=00"));
        }
        notes.sumUp();
        assertThat(log.lines()).hasSize(1);

        clock.now = NOW.plusSeconds(60);
        notes.sumUp();
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(1))
                .isEqualTo("SWH1106 Refused as before: source digital, 401 malformed-signature, 9999 more within 60 s,"
                        + " the last from 192.0.2.1");
    }

    @Test
    void whatWasNotSaidYetIsSaidWhenTheApplicationStops() {
        intake.admit(head("nobody", "POST", 1));
        intake.admit(head("nobody", "POST", 1));
        clock.now = NOW.plus(Duration.ofSeconds(5));

        notes.sumUpRest();

        assertThat(log.lines().get(1)).contains("source none, 404 unknown-source, 1 more within 5 s");
    }

    private static Receipt receipt(
            ReceiptOutcome outcome, int status, String reason, long size, int position, String headers) {
        return new Receipt(NOW, "digital", outcome, status, reason, "192.0.2.1", size, position, "", 0, headers, 0);
    }

    private static Source source(String name, OnRejected onRejected) {
        Hmac verification = Hmac.hubSha1(List.of("another", "secret"), DigestEncoding.HEX);
        return new Source(name, "interactions", new Interactions(), "hub-sha1", verification, 1_000, onRejected);
    }

    private static RequestHead head(String source, String method, long length) {
        return new RequestHead(source, method, length, "192.0.2.1", Headers.of(Map.of()));
    }

    private static HookRequest signed(String body) {
        return request(body, HubSignature.header(body.getBytes(StandardCharsets.UTF_8), "secret"));
    }

    private static HookRequest request(String body, String signature) {
        Headers headers = Headers.of(Map.of("User-Agent", List.of("test"), HubSignature.HEADER, List.of(signature)));
        return new HookRequest(headers, body.getBytes(StandardCharsets.UTF_8), "192.0.2.1", NOW);
    }

    private static final class SettableClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException("instants only");
        }
    }
}
