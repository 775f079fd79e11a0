package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.adapter.Adapted.Events;
import io.switchhook.adapter.Adapted.Refused;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every adapter keeps to, on examples; {@link AdapterContractPropertyTest} has the laws. */
class AdapterContractTest {

    static Subject[] subjects() {
        return Subject.values();
    }

    static List<Subject> batchSubjects() {
        return Arrays.stream(Subject.values())
                .filter(subject -> subject.batch().isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void makesAnEventOfItsSampleThatSaysWhereAndWhenItCameIn(Subject subject) {
        EventRecord event = sampleEvent(subject);

        assertThat(event.id()).matches("[0-9a-f]{32}");
        assertThat(event.source()).isEqualTo("test");
        assertThat(event.receivedAt()).isEqualTo(Samples.NOW);
        assertThat(event.subject()).isNotEmpty();
        assertThat(event.data()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void givesTheSameIdOnEveryRedelivery(Subject subject) {
        byte[] body = subject.sample().getBytes(StandardCharsets.UTF_8);
        String first = sampleEvent(subject).id();
        String later = Samples.event(
                        subject.adapter(),
                        Samples.request(body, Samples.NOW.plusSeconds(86_400), "Content-Type", subject.contentType()))
                .id();

        assertThat(later).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void givesAnotherIdToEverySource(Subject subject) {
        Adapted other = subject.adapter()
                .adapt("other", Samples.request(subject.sample(), "Content-Type", subject.contentType()));

        assertThat(((Events) other).events().get(0).id())
                .isNotEqualTo(sampleEvent(subject).id());
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void needsNoWindowWhereTheSenderGivesAnId(Subject subject) {
        Events events = (Events) adapt(subject, subject.sample());

        assertThat(events.window(events.events().get(0))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void handsTheTraceIdOn(Subject subject) {
        EventRecord event = Samples.event(
                subject.adapter(),
                Samples.request(
                        subject.sample(), "Content-Type", subject.contentType(), "X-B3-TraceId", "463ac35c9f6413ad"));

        assertThat(event.correlationId()).isEqualTo("463ac35c9f6413ad");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void keepsMembersThatItDoesNotKnow(Subject subject) {
        String unknown = "{\"deep\":[1.50,true,null,{\"\":\"\"}]}";
        JsonPointer at = JsonText.provider().createPointer(subject.dataAt() + "/unheardOf");
        JsonObject sample = at.add(subject.sampleObject(), JsonText.read(unknown));

        JsonValue kept = Samples.event(subject.adapter(), request(subject, sample.toString()))
                .data()
                .get("unheardOf");

        assertThat(kept).hasToString(unknown);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void refusesJsonThatIsTooDeep(Subject subject) {
        for (int depth : new int[] {200, 100_000}) {
            JsonObject sample = subject.sampleObject();
            String deep = sample.toString().substring(0, sample.toString().length() - 1) + ",\"deep\":"
                    + "[".repeat(depth) + "]".repeat(depth) + "}";

            assertThat(((Refused) adapt(subject, deep)).reason()).isEqualTo("json-too-deep");
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void refusesWhatIsNotJsonAndSaysSo(Subject subject) {
        assertThat(((Refused) adapt(subject, "{\"a\":")).reason()).isEqualTo("not-json");
        assertThat(((Refused) adapt(subject, subject.sample() + "x")).reason()).isEqualTo("not-json");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void refusesACompressedBody(Subject subject) {
        Adapted adapted = subject.adapter()
                .adapt(
                        "test",
                        Samples.request(
                                subject.sample(), "Content-Type", subject.contentType(), "Content-Encoding", "gzip"));

        assertThat(((Refused) adapted).reason()).isEqualTo("content-encoding");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void refusesWhatIsNotUtf8(Subject subject) {
        byte[] latin = subject.sample().replace("demo", "d\u00e9mo").getBytes(StandardCharsets.ISO_8859_1);
        byte[] broken = new byte[latin.length + 1];
        System.arraycopy(latin, 0, broken, 0, latin.length);
        broken[latin.length] = (byte) 0xff;

        Adapted adapted = subject.adapter()
                .adapt("test", Samples.request(broken, Samples.NOW, "Content-Type", subject.contentType()));

        assertThat(((Refused) adapted).reason()).isEqualTo("not-utf-8");
    }

    @ParameterizedTest
    @MethodSource("batchSubjects")
    void takesABatchUpToALimit(Subject subject) {
        String[] around = subject.batch().orElseThrow();
        String two = around[0] + subject.sample() + "," + subject.sample() + around[1];
        String most = around[0] + "{},".repeat(RequestEvents.MAX_EVENTS) + "{}" + around[1];

        assertThat(Samples.events(subject.adapter(), request(subject, two))).hasSize(2);
        assertThat(((Refused) adapt(subject, most)).reason()).isEqualTo("too-many-events");
    }

    @ParameterizedTest
    @MethodSource("batchSubjects")
    void anEmptyBatchCarriesNoEvent(Subject subject) {
        String[] around = subject.batch().orElseThrow();

        assertThat(Samples.events(subject.adapter(), request(subject, around[0] + around[1])))
                .isEqualTo(List.of());
    }

    private static EventRecord sampleEvent(Subject subject) {
        return Samples.event(subject.adapter(), request(subject, subject.sample()));
    }

    private static Adapted adapt(Subject subject, String body) {
        return subject.adapter().adapt("test", request(subject, body));
    }

    private static HookRequest request(Subject subject, String body) {
        return Samples.request(body, "Content-Type", subject.contentType());
    }
}
