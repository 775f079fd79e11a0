package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.EventId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyBodyTest {
    private static final AnyBody ADAPTER = new AnyBody(MemberRules.of(AnyBody.USUAL_TOPIC), Samples.USUAL_WINDOW);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TICKET = Samples.read("json.json");

    @Test
    void readsTopicSubjectIdAndTimeWhereTheRulesSay() {
        EventRecord event = Samples.event(
                adapter("type", "$.data.ticket.id", "header:Webhook-Id", "created"),
                Samples.request(TICKET, "webhook-id", "msg_1"));

        assertThat(event.topic()).isEqualTo("ticket.created");
        assertThat(event.subject()).isEqualTo("42");
        assertThat(event.id()).isEqualTo(EventId.of("test", "msg_1"));
        assertThat(event.time()).isEqualTo(Instant.ofEpochSecond(1_773_480_413));
    }

    @Test
    void hasATopicWithoutAnyRules() {
        EventRecord event = Samples.event(ADAPTER, Samples.request(TICKET));

        assertThat(event.topic()).isEqualTo("webhook.received");
        assertThat(event.subject()).isEmpty();
        assertThat(event.time()).isEqualTo(Samples.NOW);
    }

    @Test
    void theSameBodyUnderAnotherHeaderIsAnotherEvent() {
        AnyBody byHeader = adapter("header:X-GitHub-Event", null, null, null);

        EventRecord opened = Samples.event(byHeader, Samples.request("{}", "X-GitHub-Event", "issues"));
        EventRecord pushed = Samples.event(byHeader, Samples.request("{}", "X-GitHub-Event", "push"));

        assertThat(opened.topic()).isEqualTo("issues");
        assertThat(opened.id()).isNotEqualTo(pushed.id());
    }

    @ParameterizedTest
    @CsvSource({
        "1773480413, 2026-03-14T09:26:53Z",
        "1773480413.107, 2026-03-14T09:26:53.107Z",
        "1773480413107, 2026-03-14T09:26:53.107Z",
        "\"1773480413\", 2026-03-14T09:26:53Z",
        "\"2026-03-14T09:26:53Z\", 2026-03-14T09:26:53Z",
        "'\"Sat, 14 Mar 2026 09:26:53 GMT\"', 2026-03-14T09:26:53Z",
        "-1, 2026-03-14T09:27:01.234Z",
        "1e9000, 2026-03-14T09:27:01.234Z",
        "\"noon\", 2026-03-14T09:27:01.234Z",
        "\"1e-2147483647\", 2026-03-14T09:27:01.234Z",
        "{}, 2026-03-14T09:27:01.234Z"
    })
    void readsTimesAsTheyAreWritten(String created, Instant time) {
        EventRecord event =
                Samples.event(adapter(null, null, null, "created"), Samples.request("{\"created\":" + created + "}"));

        assertThat(event.time()).isEqualTo(time);
    }

    @Test
    void aPathThatFindsSeveralNamesNothing() {
        AnyBody all = adapter("$..type", null, null, null);

        assertThat(Samples.event(all, Samples.request("{\"a\":{\"type\":\"x\"}}"))
                        .topic())
                .isEqualTo("x");
        assertThat(Samples.event(all, Samples.request("{\"type\":\"y\",\"a\":{\"type\":\"x\"}}"))
                        .topic())
                .isEqualTo("given");
    }

    @Test
    void anArrayOfObjectsIsAnEventForEach() {
        assertThat(Samples.events(
                        adapter("type", null, "id", null),
                        Samples.request("[{\"type\":\"a\",\"id\":1},{\"type\":\"b\",\"id\":2}]")))
                .extracting(EventRecord::topic)
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,{\"a\":2}]", "7", "\"text\"", "true"})
    void anyOtherValueIsAMember(String body) {
        assertThat(Samples.event(ADAPTER, Samples.request(body)).data()).hasToString("{\"value\":" + body + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a=1&b=x+y%20z&a=2 | {\"a\":[\"1\",\"2\"],\"b\":\"x y z\"}",
                "a | {\"a\":\"\"}",
                "=1 | {\"\":\"1\"}",
                "a=%C3%A9&%zz=100%&b=%4 | {\"a\":\"\u00e9\",\"%zz\":\"100%\",\"b\":\"%4\"}",
                "&&a=b=c& | {\"a\":\"b=c\"}"
            })
    void readsAForm(String form, String data) {
        assertThat(Samples.event(ADAPTER, Samples.request(form, "Content-Type", FORM))
                        .data())
                .hasToString(data);
    }

    @Test
    void readsAFormInAnotherCharset() {
        assertThat(Samples.event(ADAPTER, Samples.request("a=%E9", "Content-Type", FORM + "; charset=ISO-8859-1"))
                        .data())
                .hasToString("{\"a\":\"\u00e9\"}");
    }

    @Test
    void readsAMultipartForm() {
        String body = String.join(
                "\r\n",
                "preamble",
                "--b=1",
                "Content-Disposition: form-data; name=\"text\"",
                "",
                "h\u00e9llo",
                "there",
                "--b=1",
                "content-disposition: form-data; filename=\"a;\\\"b.bin\"; name=file",
                "Content-Type: image/png",
                "",
                "\u0001",
                "--b=1--",
                "epilogue");

        assertThat(Samples.event(
                                ADAPTER, Samples.request(body, "Content-Type", "multipart/form-data; boundary=\"b=1\""))
                        .data())
                .hasToString("{\"text\":\"h\u00e9llo\\r\\nthere\",\"file\":{\"filename\":\"a;\\\"b.bin\","
                        + "\"contentType\":\"image/png\",\"base64\":\"AQ==\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no parts at all",
                "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
                "--b\r\nno blank line\r\n--b--",
                "--b\r\n\r\nno name\r\n--b--",
                "--b"
            })
    void refusesABrokenMultipartForm(String body) {
        assertThat(Samples.refused(ADAPTER, Samples.request(body, "Content-Type", "multipart/form-data; boundary=b"))
                        .reason())
                .isEqualTo("not-multipart");
    }

    @Test
    void refusesAMultipartFormWithoutBoundary() {
        assertThat(Samples.refused(ADAPTER, Samples.request("--\r\n", "Content-Type", "multipart/form-data"))
                        .reason())
                .isEqualTo("not-multipart");
    }

    @Test
    void readsPlainText() {
        assertThat(Samples.event(ADAPTER, Samples.request("h\u00e9llo", "Content-Type", "text/plain"))
                        .data())
                .hasToString("{\"text\":\"h\u00e9llo\"}");
        assertThat(Samples.event(
                                ADAPTER,
                                Samples.request(
                                        "h\u00e9llo".getBytes(StandardCharsets.ISO_8859_1),
                                        Samples.NOW,
                                        "Content-Type",
                                        "text/plain; charset=latin1"))
                        .data())
                .hasToString("{\"text\":\"h\u00e9llo\"}");
        assertThat(Samples.refused(
                                ADAPTER,
                                Samples.request(new byte[] {(byte) 0xff}, Samples.NOW, "Content-Type", "text/plain"))
                        .reason())
                .isEqualTo("not-text");
    }

    @Test
    void readsJsonThatIsLabelledPlainText() {
        assertThat(Samples.event(ADAPTER, Samples.request("{\"a\":1}", "Content-Type", "text/plain"))
                        .data())
                .hasToString("{\"a\":1}");
        assertThat(Samples.event(ADAPTER, Samples.request("{not json}", "Content-Type", "text/plain"))
                        .data())
                .hasToString("{\"text\":\"{not json}\"}");
        assertThat(Samples.event(ADAPTER, Samples.request("42", "Content-Type", "text/plain"))
                        .data())
                .hasToString("{\"text\":\"42\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/xml; charset=utf-8",
                "application/soap+xml",
                "application/octet-stream",
                "image/png",
                "nonsense",
                "text/plain; charset=martian"
            })
    void refusesWhatItCannotReadByType(String type) {
        assertThat(Samples.refused(ADAPTER, Samples.request("<a/>", "Content-Type", type))
                        .reason())
                .isEqualTo("content-type");
    }

    @Test
    void anEmptyBodyCarriesNoEvent() {
        assertThat(Samples.events(ADAPTER, Samples.request(""))).isEmpty();
        assertThat(Samples.events(ADAPTER, Samples.request("", "Content-Type", "application/json")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"header:", "header: two words", "$[", "a=~b", " "})
    void rulesAreAJsonPathOrAHeader(String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> ValueFrom.of(rule));
    }

    private static AnyBody adapter(String topic, String subject, String id, String time) {
        return new AnyBody(
                new MemberRules("given", rule(topic), rule(subject), rule(id), rule(time)), Samples.USUAL_WINDOW);
    }

    private static Optional<ValueFrom> rule(String text) {
        return Optional.ofNullable(text).map(ValueFrom::of);
    }
}
