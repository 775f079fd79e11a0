package io.switchhook.dataaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DataActionSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataActionRunsTest extends DataActionFixture {
    @Test
    void cognigysHandoverPostsTheInputAsItIs() {
        Outcome outcome = run(
                DataActionSamples.COGNIGY,
                "{\"userId\":\"bot-user-77\",\"topic\":\"v2.detail.events.conversation.id.user.end\","
                        + "\"disconnectType\":\"TRANSFER\"}");

        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        ActionRequest request = sent.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).hasToString("https://endpoint-bot.example.com/handover/genesysCloudOM");
        assertThat(request.contentType()).isEqualTo("application/json");
        assertThat(request.body())
                .contains("{\"userId\":\"bot-user-77\",\"topic\":\"v2.detail.events.conversation.id.user.end\","
                        + "\"disconnectType\":\"TRANSFER\"}");
    }

    @Test
    void looksUpAContactAsGenesysExportsIt() throws IOException {
        DataAction lookup = DataActionSamples.parse(
                Files.readString(Path.of("src/test/resources/data-actions/contact-lookup.json")));

        answer = new Answer.Received(200, "{\"entities\":[{\"id\":\"c-1\",\"vip\":true},{\"id\":\"c-2\"}]}", false);
        assertThat(result(run(lookup, "{\"phone\":\"+49 89\"}")))
                .isEqualTo(JsonText.read("{\"id\":\"c-1\",\"vip\":true}"));
        answer = new Answer.Received(200, "{\"entities\":[]}", false);
        assertThat(result(run(lookup, "{\"phone\":\"1\",\"site\":\"a b\"}")))
                .isEqualTo(JsonText.read("{\"id\":\"\",\"vip\":false}"));

        assertThat(sent)
                .extracting(request -> request.uri().getRawQuery())
                .containsExactly("q=%2B49+89&", "q=1&site=a+b");
        assertThat(sent.get(0).headers()).containsEntry("X-Api-Key", "s3cr\"et");
    }

    @Test
    void asksForAQueueAsGenesysExportsIt() throws IOException {
        DataAction waiting = DataActionSamples.parse(
                Files.readString(Path.of("src/test/resources/data-actions/queue-observations.json")));
        answer = new Answer.Received(
                200,
                "{\"results\":[{\"data\":[{\"metric\":\"oInteracting\",\"stats\":{\"count\":9}},"
                        + "{\"metric\":\"oWaiting\",\"stats\":{\"count\":3}}]}]}",
                false);

        assertThat(result(run(waiting, "{\"QUEUE_ID\":\"q\\\"1\"}"))).isEqualTo(JsonText.read("{\"NUM_WAITING\":3}"));
        run(waiting, "{\"QUEUE_ID\":\"q\",\"MEDIA_TYPE\":\"voice\"}");

        assertThat(sent)
                .extracting(request -> JsonText.read(request.body().orElseThrow())
                        .getJsonObject("filter")
                        .getJsonArray("predicates")
                        .size())
                .containsExactly(1, 2);
        assertThat(sent.get(0).uri()).hasToString("https://api.example.com/queues/observations/query");
    }

    @Test
    void fillsInUrlHeadersAndBody() {
        DataAction action = action(
                "{\"requestType\":\"POST\",\"requestUrlTemplate\":\"https://x.example.com/u/$esc.uriEncode($input.id)"
                        + "?a=1&${urlTool.optionalQueryParam('q', $input.q)}#part\",\"headers\":{\"X-Key\":"
                        + "\"${credentials.apiKey}\",\"Authorization\":\"Basic $encoding.base64(\\\"${credentials.user}:"
                        + "${credentials.apiKey}\\\")\",\"Content-Type\":\"application/x-www-form-urlencoded\","
                        + "\"Transfer-Encoding\":\"buffered\"},\"requestTemplate\":\"d=$esc.url($input.q)\"}",
                "{}");

        run(action, "{\"id\":\"a/b ü\",\"q\":\"x&y\"}");

        ActionRequest request = sent.get(0);
        assertThat(request.uri()).hasToString("https://x.example.com/u/a%2Fb%20%C3%BC?a=1&q=x%26y");
        assertThat(request.headers())
                .containsExactly(
                        Map.entry("X-Key", "s3cr\"et"),
                        Map.entry(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString("joe:s3cr\"et".getBytes(StandardCharsets.UTF_8))));
        assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.body()).contains("d=x%26y");
    }

    @Test
    void linesInHeadersBecomeOne() {
        run(
                action(
                        "{\"requestType\":\"GET\",\"requestUrlTemplate\":\"https://x.example.com/\",\"headers\":"
                                + "{\"X-Name\":\"$input.id\"}}",
                        "{}"),
                "{\"id\":\"a\\r\\nEvil: b\"}");

        assertThat(sent.get(0).headers()).containsEntry("X-Name", "a  Evil: b");
        assertThat(sent.get(0).body()).isEmpty();
    }

    @Test
    void inputOutsideOfItsContractIsNotSent() {
        Outcome outcome = run(DataActionSamples.COGNIGY, "{\"userId\":7}");

        assertThat(((Outcome.Failure) outcome).message())
                .startsWith("cannot check the input against its schema: ")
                .contains("$.userId");
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://x.example.com/$input.id | {\"id\":\"a b\"} | cannot fill in the URL: it is malformed at character 24; values in it are to be escaped, as by $esc.uriEncode",
                "https://x.example.com/$input.none{} | {} | cannot fill in the URL: it is malformed at character 34; values in it are to be escaped, as by $esc.uriEncode",
                "$input.id | {\"id\":\"file:///etc/passwd\"} | cannot fill in the URL: it does not begin with https:// or http://",
                "$input.id | {\"id\":\"https:///x\"} | cannot fill in the URL: it has no host name or address that can be read",
                "https://x.example.com/$credentials.nope | {} | cannot fill in the URL: requestUrlTemplate line 1: credentials.nope: no such field",
                "https://x.example.com/$input.id.nope() | {\"id\":\"a\"} | cannot fill in the URL: requestUrlTemplate line 1: a text has no method nope for templates with 0 arguments",
                "https://x.example.com/$authResponse.access_token | {} | cannot fill in the URL: requestUrlTemplate line 1: authResponse.access_token: there was no login; name a credential of type oauth2, or an authAction"
            })
    void urlsThatCannotBeCalledAreNot(String template, String input, String message) {
        DataAction action = action(
                JsonText.text(JsonText.object()
                        .add("requestType", "GET")
                        .add("requestUrlTemplate", template)
                        .build()),
                "{}");

        assertThat(((Outcome.Failure) run(action, input)).message()).isEqualTo(message);
        assertThat(sent).isEmpty();
    }
}
