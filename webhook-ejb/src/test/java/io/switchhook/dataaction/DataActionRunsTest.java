package io.switchhook.dataaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DataActionSamples;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataActionRunsTest {
    private static final DataActionRuns RUNS = new DataActionRuns(new VelocityTemplates());
    private static final Map<String, String> SECRETS =
            Map.of("apiKey", "s3cr\"et", "user", "joe", "baseUrl", "https://api.example.com");

    private final List<ActionRequest> sent = new ArrayList<>();
    private final OperationLog log = new OperationLog();
    private Answer answer = new Answer.Received(200, "{}", false);

    private static String secret(String name) {
        if (!SECRETS.containsKey(name)) {
            throw new IllegalArgumentException("no such field");
        }
        return SECRETS.get(name);
    }

    private Optional<JsonObject> login = Optional.empty();

    private Outcome run(DataAction action, String input) {
        return RUNS.run(action, JsonText.read(input), new Secrets(DataActionRunsTest::secret, login), log, request -> {
            sent.add(request);
            return answer;
        });
    }

    private static DataAction action(String request, String response) {
        return DataActionSamples.action(request, response);
    }

    private static JsonValue result(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        return ((Outcome.Success) outcome).result();
    }

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the answer | map | defaults | template | the result
                "{\"id\":7} | {} | {} | ${rawResult} | {\"id\":7}",
                "{\"id\":7} | {} | {} |  | {\"id\":7}",
                "{\"msg\":\"hi\"} | {\"m\":\"$.msg\"} | {} | {\"o\":${m}} | {\"o\":\"hi\"}",
                "{} | {\"m\":\"$.msg\"} | {\"m\":\"\\\"\\\"\"} | {\"o\":${m}} | {\"o\":\"\"}",
                "{\"msg\":null} | {\"m\":\"$.msg\"} | {\"m\":\"1\"} | {\"o\":${m}} | {\"o\":null}",
                "{\"a\":{\"b\":[1,2]}} | {\"m\":\"$.a\",\"n\":\"$.x\"} | {\"n\":\"false\"} |  | {\"m\":{\"b\":[1,2]},\"n\":false}",
                "{\"e\":[{\"id\":\"\",\"s\":1},{\"id\":\"x\",\"s\":2}]} | {\"s\":\"$.e[?(@.id != '')].s\"} | {} | {\"s\":${successTemplateUtils.firstFromArray(${s})}} | {\"s\":2}",
                "{\"e\":[]} | {\"s\":\"$.e[?(@.id != '')].s\"} | {} | {\"s\":${successTemplateUtils.firstFromArray(\"${s}\",\"$esc.quote$esc.quote\")}} | {\"s\":\"\"}",
                "{\"u\":[{\"n\":\"a,b\"},{\"n\":\"c\"}]} | {\"n\":\"$.u[*].n\",\"c\":\"$.u.length()\"} | {} | {\"all\":${n},\"count\":${c}} | {\"all\":[\"a,b\",\"c\"],\"count\":2}",
                "[{\"n\":1}] | {\"n\":\"$[0].n\"} | {} | {\"n\":${n}} | {\"n\":1}",
                "[1,2] | {\"all\":\"$\"} | {} | {\"n\":${all}} | {\"n\":[1,2]}",
                "{\"n\":12345678901234567890.5} | {\"n\":\"$.n\"} | {} | {\"n\":${n}} | {\"n\":12345678901234567890.5}",
                "{\"t\":\"x\"} | {\"t\":\"$.t\"} | {} | #if(${t} == '\"x\"'){\"r\":1}#else{\"r\":2}#end | {\"r\":1}"
            })
    void translatesTheAnswer(String raw, String map, String defaults, String template, String result) {
        answer = new Answer.Received(200, raw, false);
        String response = JsonText.text(JsonText.object()
                .add("translationMap", JsonText.read(map))
                .add("translationMapDefaults", JsonText.read(defaults))
                .build());
        if (template != null) {
            response = JsonText.text(JsonText.object(JsonText.read(response))
                    .add("successTemplate", template)
                    .build());
        }

        Outcome outcome = run(action(DataActionSamples.GET, response), "{}");

        assertThat(result(outcome)).isEqualTo(JsonText.read(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "500 | {} | cannot call the target: the target answered 500",
                "302 | {} | cannot call the target: the target answered 302",
                "200 | <html> | cannot read the answer: it is not JSON",
                "200 | {\"a\": | cannot read the answer: it is not JSON",
                "200 | {\"n\":\"x\"} | cannot check the result against its schema: $.n: string found, integer expected",
                "200 | {\"other\":1} | cannot fill in the success template: successTemplate: what it makes cannot be taken, it is not JSON (found nothing, and no default, for n)"
            })
    void whatIsNoSuccessNamesItsOperation(int status, String body, String message) {
        answer = new Answer.Received(status, body, false);

        Outcome outcome = run(DataActionSamples.COUNTING, "{}");

        assertThat(((Outcome.Failure) outcome).message()).isEqualTo(message);
        JsonObject report = log.report(outcome);
        assertThat(report.getBoolean("success")).isFalse();
        assertThat(report.getString("error")).isEqualTo(message);
        JsonObject last = report.getJsonArray("operations")
                .getJsonObject(report.getJsonArray("operations").size() - 1);
        assertThat(last.getBoolean("success")).isFalse();
        assertThat(message).contains(last.getString("name"), last.getString("error"));
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

    @Test
    void timeOutsAndMissingAnswersAreTheirOwnOutcomes() {
        answer = new Answer.Missing("no complete answer within PT60S", true);
        assertThat(run(DataActionSamples.COUNTING, "{}"))
                .isEqualTo(new Outcome.TimedOut("no complete answer within PT60S"));

        answer = new Answer.Missing("connection refused", false);
        assertThat(run(DataActionSamples.COUNTING, "{}"))
                .isEqualTo(new Outcome.Failure(Operation.CALL, "connection refused"));
    }

    @Test
    void deepJsonIsRefusedOnBothWays() {
        String deep = "[".repeat(51) + "]".repeat(51);
        answer = new Answer.Received(200, deep, false);

        assertThat(((Outcome.Failure) run(action(DataActionSamples.GET, "{}"), "{}")).message())
                .isEqualTo("cannot read the answer: its JSON nests deeper than 50 levels");
        assertThat(((Outcome.Failure) run(action(DataActionSamples.GET, "{}"), "{\"a\":" + deep + "}")).message())
                .isEqualTo("cannot check the input against its schema: its JSON nests deeper than 50 levels");
        answer = new Answer.Received(200, "[".repeat(100_000), false);
        assertThat(run(action(DataActionSamples.GET, "{}"), "{}")).isInstanceOf(Outcome.Failure.class);
        answer = new Answer.Received(200, "{", true);
        assertThat(((Outcome.Failure) run(action(DataActionSamples.GET, "{}"), "{}")).message())
                .isEqualTo("cannot read the answer: it is larger than switchhook.target.max-response allows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "0.5E1002", "LONG"})
    void numbersThatAreCostlyToComputeWithAreRefused(String number) {
        answer = new Answer.Received(200, "{\"n\":" + number.replace("LONG", "1".repeat(1_050)) + "}", false);

        assertThat(((Outcome.Failure) run(DataActionSamples.COUNTING, "{}")).message())
                .isEqualTo("cannot read the answer: its JSON has a number of more than 1000 digits");
    }

    @Test
    void aTestAnswersOperationByOperationWithoutSecrets() {
        answer = new Answer.Received(200, "{\"echo\":\"s3cr\\\"et\",\"n\":4}", false);
        DataAction action = action(
                "{\"requestType\":\"POST\",\"requestUrlTemplate\":\"https://x.example.com/?k=$esc.url($credentials.apiKey)\","
                        + "\"headers\":{\"X-Key\":\"$encoding.base64($credentials.apiKey)\",\"Authorization\":\"Bearer $input.t\"},"
                        + "\"requestTemplate\":\"{\\\"k\\\":\\\"$esc.jsonString($credentials.apiKey)\\\",\\\"n\\\":$input.n}\"}",
                "{\"translationMap\":{\"n\":\"$.n\"},\"successTemplate\":\"{\\\"n\\\":$n}\"}");

        Outcome outcome = run(action, "{\"n\":4,\"t\":\"token-of-the-caller\"}");
        JsonObject report = log.report(outcome);

        assertThat(report.getBoolean("success")).isTrue();
        assertThat(report.get("finalResult")).isEqualTo(JsonText.read("{\"n\":4}"));
        assertThat(report.getJsonArray("operations").getValuesAs(JsonObject.class))
                .extracting(operation -> operation.getInt("step") + " " + operation.getString("name"))
                .containsExactly(
                        "1 check the input against its schema",
                        "2 fill in the URL",
                        "3 fill in the headers",
                        "4 fill in the body",
                        "5 call the target",
                        "6 read the answer",
                        "7 apply the translation map",
                        "8 fill in the success template",
                        "9 check the result against its schema");
        assertThat(report.getJsonArray("operations").getJsonObject(1).getString("result"))
                .isEqualTo("https://x.example.com/?k=***");
        assertThat(report.getJsonArray("operations").getJsonObject(2).get("result"))
                .isEqualTo(JsonText.read("{\"X-Key\":\"Kioq\",\"Authorization\":\"***\"}"));
        assertThat(report.toString())
                .doesNotContain("s3cr")
                .doesNotContain(Base64.getEncoder().encodeToString("s3cr\"et".getBytes(StandardCharsets.UTF_8)));
        assertThat(report.getJsonArray("operations").getJsonObject(5).get("result"))
                .isEqualTo(JsonText.read("{\"echo\":\"***\",\"n\":4}"));
    }

    @Test
    void aSecureActionShowsNothing() {
        DataAction secure = DataActionSamples.secure();

        JsonObject report = log.report(run(secure, "{\"card\":\"4111\"}"));

        assertThat(report.getBoolean("success")).isTrue();
        assertThat(report.toString()).doesNotContain("4111").doesNotContain("example.com");
    }

    @Property(tries = 200)
    void aDefaultHoldsExactlyWhereThePathFindsNothing(@ForAll("members") Map<String, Integer> members) {
        ResponseTemplates response = action(
                        DataActionSamples.GET,
                        "{\"translationMap\":{\"v\":\"$.a\"},\"translationMapDefaults\":{\"v\":\"-1\"}}")
                .response();
        var raw = JsonText.object();
        members.forEach((name, value) -> raw.add(
                name, value == null ? JsonValue.NULL : JsonText.provider().createValue(value)));

        Translation translation = Translation.of(response, raw.build());

        assertThat(translation.variables())
                .containsExactly(Map.entry("v", members.containsKey("a") ? String.valueOf(members.get("a")) : "-1"));
        assertThat(translation.missing()).isEmpty();
    }

    @Provide
    Arbitrary<Map<String, Integer>> members() {
        return Arbitraries.maps(Arbitraries.of("a", "b"), Arbitraries.integers().injectNull(0.3));
    }

    @Property(tries = 200)
    void anyAnswerGivesAnOutcome(@ForAll int status, @ForAll("bodies") String body) {
        answer = new Answer.Received(status, body, false);

        Throwable thrown = catchThrowable(() -> run(DataActionSamples.COUNTING, "{}"));

        assertThat(thrown).isNull();
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(
                        "{", "}", "[", "]", "\"", "n", ":", ",", "1", "e9", "null", "\"n\"", "\\", "é", "\u0000", " ")
                .list()
                .ofMaxSize(15)
                .map(parts -> String.join("", parts));
    }
}
