package io.switchhook.dataaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DataActionSamples;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataActionAnswersTest extends DataActionFixture {
    @Provide
    Arbitrary<Map<String, Integer>> members() {
        return Arbitraries.maps(Arbitraries.of("a", "b"), Arbitraries.integers().injectNull(0.3));
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(
                        "{", "}", "[", "]", "\"", "n", ":", ",", "1", "e9", "null", "\"n\"", "\\", "é", "\u0000", " ")
                .list()
                .ofMaxSize(15)
                .map(parts -> String.join("", parts));
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

    @Property(tries = 200)
    void anyAnswerGivesAnOutcome(@ForAll int status, @ForAll("bodies") String body) {
        answer = new Answer.Received(status, body, false);

        Throwable thrown = catchThrowable(() -> run(DataActionSamples.COUNTING, "{}"));

        assertThat(thrown).isNull();
    }
}
