package io.switchhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.LogLines;
import io.switchhook.adapter.AnyBody;
import io.switchhook.adapter.DuplicateWindow;
import io.switchhook.adapter.Interactions;
import io.switchhook.adapter.MemberRules;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.network.TrustedProxies;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final String SECRET = "demo-app-secret";
    private static final String BODY =
            "{\"operationId\":\"op\",\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"i-1\"}},"
                    + "{\"event\":\"FINISHED\",\"entity\":{\"id\":\"i-2\"}}]}}";

    private final List<InboundMessage> kept = new ArrayList<>();
    private final Source digital = source("digital", OnRejected.REFUSE);
    private final Map<String, SourceState> sources = Map.of(
            "digital", new Ready(digital),
            "broken", new Disabled("broken", "switchhook.source.broken.secrets: found none"));
    private final Intake intake = intake(kept::addAll);

    private final LogLines log = new LogLines(Notes.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void keepsEveryEventAndAnswersTheirIds() {
        Outcome outcome = intake.take(digital, signed(BODY));

        assertThat(kept).extracting(message -> message.event().subject()).containsExactly("i-1", "i-2");
        assertThat(outcome)
                .isEqualTo(new Outcome.Taken(
                        kept.stream().map(message -> message.event().id()).toList()));
        assertThat(kept.get(0).receipt())
                .hasToString("{\"secretPosition\":1,\"size\":" + BODY.length() + ",\"client\":\"192.0.2.1\"}");
    }

    @Test
    void answersSuccessToARequestWithoutEvents() {
        assertThat(intake.take(digital, signed("{}"))).isEqualTo(new Outcome.Taken(List.of()));
        assertThat(kept).isEmpty();
    }

    @Test
    void verifiesBeforeItReads() {
        Refusal refusal = refusal(intake.take(digital, request("not even JSON", Map.of())));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.reason()).isEqualTo("missing-signature");
        assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "hub-sha1");
        assertThat(kept).isEmpty();
    }

    @Test
    void dropsSilentlyWhatIsNotVerifiedIfTheSourceWantsThat() {
        Outcome outcome = intake.take(source("quiet", OnRejected.DROP), request(BODY, Map.of()));

        assertThat(outcome).isEqualTo(new Outcome.Dropped());
        assertThat(kept).isEmpty();
    }

    @Test
    void blamesTheSenderForABodyNoEventCanBeMadeOf() {
        assertThat(refusal(intake.take(digital, signed("[")))).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.reason()).isEqualTo("not-json");
        });
        assertThat(kept).isEmpty();
    }

    @Test
    void doesNotTakeBodiesCompressedInAWayItDoesNotKnow() {
        Map<String, List<String>> headers = Map.of(
                "Content-Encoding",
                List.of("br"),
                HubSignature.HEADER,
                List.of(HubSignature.header(bytes(BODY), SECRET)));

        assertThat(refusal(intake.take(digital, request(BODY, headers))).status())
                .isEqualTo(415);
    }

    @Test
    void doesNotTakeBodiesItsAdapterCannotRead() {
        Map<String, List<String>> headers = Map.of(
                "Content-Type",
                List.of("application/xml"),
                HubSignature.HEADER,
                List.of(HubSignature.header(bytes("<a/>"), SECRET)));

        Refusal refusal = refusal(intake.take(anyBody(), request("<a/>", headers)));

        assertThat(refusal.status()).isEqualTo(415);
        assertThat(refusal.reason()).isEqualTo("content-type");
    }

    @Test
    void handsOnWhatTellsRepeatsOfAnEventWithoutAnId() {
        intake.take(anyBody(), signed("{\"a\":1}"));
        intake.take(digital, signed(BODY));

        assertThat(kept.get(0).repeats()).hasValueSatisfying(window -> assertThat(
                        window.id(kept.get(0).event().receivedAt()))
                .isEqualTo(kept.get(0).event().id()));
        assertThat(kept.subList(1, 3)).allMatch(message -> message.repeats().isEmpty());
    }

    @Test
    void asksTheSenderToComeAgainWhenEventsCannotBeKept() {
        Intake full = intake(messages -> {
            throw new BrokerUnavailable("address jms.queue.x is full", null);
        });

        Refusal refusal = refusal(full.take(digital, signed(BODY)));

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.reason()).isEqualTo("broker-unavailable");
        assertThat(refusal.headers()).containsKey("Retry-After");
        assertThat(refusal.detail()).doesNotContain("jms");
    }

    @Test
    void admitsAPostWithinTheLimit() {
        assertThat(intake.admit(head("digital", "POST", 1_000)))
                .isEqualTo(new Admission.Admitted(digital, "192.0.2.1"));
        assertThat(intake.admit(head("digital", "POST", -1))).isEqualTo(new Admission.Admitted(digital, "192.0.2.1"));
    }

    @Test
    void refusesADeclaredLengthOverTheLimitUnread() {
        Refusal refusal = refusal(intake.admit(head("digital", "POST", 1_001)));

        assertThat(refusal.status()).isEqualTo(413);
        assertThat(refusal.headers()).containsEntry("Connection", "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void tellsProbesThatAHookIsThere(String method) {
        assertThat(intake.admit(head("digital", method, -1))).isEqualTo(new Admission.Answered(new Outcome.Present()));
        assertThat(refusal(intake.admit(head("unknown", method, -1))).status()).isEqualTo(404);
        assertThat(refusal(intake.admit(head("broken", method, -1))).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", "BREW"})
    void refusesEveryOtherMethodAndSaysWhichAreAllowed(String method) {
        Refusal refusal = refusal(intake.admit(head("digital", method, -1)));

        assertThat(refusal.status()).isEqualTo(405);
        assertThat(refusal.headers()).containsEntry("Allow", "GET, HEAD, POST");
    }

    @Test
    void tellsInTheLogWhichRequestOfTheSenderWasRefused() {
        intake.take(digital, request(BODY, Map.of("x-b3-traceid", List.of("463ac35c9f6413ad"))));
        intake.admit(head("digital", "PUT", -1, "463ac35c9f6413ae"));
        Intake full = intake(messages -> {
            throw new BrokerUnavailable("address jms.queue.x is full", null);
        });
        full.take(digital, signed(BODY));

        assertThat(log.lines()).hasSize(3);
        assertThat(log.lines().get(0))
                .startsWith(
                        "SWH1101 Refused: source digital, 401 missing-signature, from 192.0.2.1, trace 463ac35c9f6413ad:");
        assertThat(log.lines().get(1)).contains("405", "trace 463ac35c9f6413ae:");
        assertThat(log.lines().get(2)).contains("503", "trace op:");
    }

    @Test
    void aTraceIdForgesNothingInTheLog() {
        String hostile = "1\r\n2026-11-21 ERROR {0} trace ok: \u001b[31m\u2028" + "9".repeat(10_000);

        intake.take(digital, request(BODY, Map.of("X-B3-TraceId", List.of(hostile))));

        assertThat(log.lines()).singleElement().satisfies(line -> {
            assertThat(line).hasSizeLessThan(400);
            assertThat(line).contains(", trace 1__2026-11-21_ERROR__0__trace_ok:___31m_9999");
            assertThat(line.chars().filter(Character::isISOControl)).isEmpty();
        });
    }

    @Test
    void aPausedSourceTakesNothingAndItsSenderIsToComeAgain() {
        Notes notes = new Notes(new ShownHeaders(List.of()), Clock.systemUTC());
        Intake paused = new Intake(
                name -> Optional.ofNullable(sources.get(name)),
                TrustedProxies.NONE,
                kept::addAll,
                "digital"::equals,
                notes,
                Clock.systemUTC());

        Refusal refusal = refusal(paused.admit(head("digital", "POST", 10)));

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.reason()).isEqualTo("source-paused");
        assertThat(refusal.headers()).containsEntry("Retry-After", "60");
        assertThat(paused.admit(head("digital", "HEAD", -1))).isEqualTo(new Admission.Answered(new Outcome.Present()));
    }

    @Test
    void keepsTheReasonOfADisabledSourceToItself() {
        Refusal refusal = refusal(intake.admit(head("broken", "POST", 10)));

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.headers()).containsKey("Retry-After");
        assertThat(refusal.detail()).doesNotContain("secrets", "switchhook");
    }

    private Intake intake(Inbox inbox) {
        Notes notes = new Notes(new ShownHeaders(List.of()), Clock.systemUTC());
        return new Intake(
                name -> Optional.ofNullable(sources.get(name)), TrustedProxies.NONE, inbox, notes, Clock.systemUTC());
    }

    private static Source anyBody() {
        DuplicateWindow window = new DuplicateWindow(Optional.empty(), new SplittableRandom(1));
        Source other = source("any", OnRejected.REFUSE);
        return new Source(
                other.name(),
                "json",
                new AnyBody(MemberRules.of("t"), window),
                other.verificationName(),
                other.verification(),
                other.maxBody(),
                other.onRejected());
    }

    private static Source source(String name, OnRejected onRejected) {
        Hmac verification = Hmac.hubSha1(List.of(SECRET), DigestEncoding.HEX);
        return new Source(name, "interactions", new Interactions(), "hub-sha1", verification, 1_000, onRejected);
    }

    private static RequestHead head(String source, String method, long length) {
        return head(source, method, length, "");
    }

    private static RequestHead head(String source, String method, long length, String trace) {
        Map<String, List<String>> headers = trace.isEmpty() ? Map.of() : Map.of("X-B3-TraceId", List.of(trace));
        return new RequestHead(source, method, length, "192.0.2.1", Headers.of(headers));
    }

    private static HookRequest signed(String body) {
        return request(body, Map.of(HubSignature.HEADER, List.of(HubSignature.header(bytes(body), SECRET))));
    }

    private static HookRequest request(String body, Map<String, List<String>> headers) {
        return new HookRequest(Headers.of(headers), bytes(body), "192.0.2.1", Instant.EPOCH);
    }

    private static Refusal refusal(Admission admission) {
        return refusal(((Admission.Answered) admission).outcome());
    }

    private static Refusal refusal(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
