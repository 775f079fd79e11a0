package io.switchhook.dataaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.JsonText;
import io.switchhook.dataaction.macro.Macros;
import io.switchhook.velocity.VelocityFailure;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacrosTest {
    private static final VelocityTemplates TEMPLATES = new VelocityTemplates();

    private static String render(String template, JsonObject input) {
        Map<String, Object> names = new HashMap<>(Macros.ALL);
        names.put("input", RequestFilling.input(input));
        return TEMPLATES.render("t", template, names);
    }

    private static String render(String template, String input) {
        return render(template, JsonText.read(input));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$esc.jsonString(${input.a}) | {\"a\":\"x\\\"y\\\\z\\n\"} | x\\\"y\\\\z\\n",
                "\"$esc.jsonEncode(\"${input.a}\")\" | {\"a\":\"q\\\"\"} | \"q\\\"\"",
                "$esc.jsonString($input.none) | {} | $esc.jsonString($input.none)",
                "[$!esc.jsonString($input.none)] | {} | []",
                "$esc.jsonDecode('a\\u0041\\n.') | {} | `aA\n.`",
                "$esc.url($input.a) $esc.urlFormEncode($input.a) $esc.uriEncode($input.a) | {\"a\":\"a b&ü/~*\"} | a+b%26%C3%BC%2F%7E* a+b%26%C3%BC%2F%7E* a%20b%26%C3%BC%2F~%2A",
                "$esc.unurl('a+b%26') | {} | a b&",
                "$esc.html($input.a) $esc.xml($input.a) | {\"a\":\"<'&\"} | &lt;&#39;&amp; &lt;&#39;&amp;",
                "$esc.sql($input.a) $esc.javascript($input.a) | {\"a\":\"O'B\"} | O''B O\\'B",
                "${esc.quote}$esc.q$esc.d$esc.h$esc.e$esc.b$esc.singleQuote | {} | \"\"$#!\\'",
                "Basic $encoding.base64(\"${input.u}:${input.p}\") | {\"u\":\"Aladdin\",\"p\":\"open sesame\"} | Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                "?${urlTool.optionalQueryParam(\"q\", $input.a)} | {\"a\":\"x y\"} | ?q=x+y",
                "?${urlTool.optionalQueryParam(\"q\", \"${input.a}\")}. | {} | ?.",
                "?${urlTool.optionalQueryParam(\"q\", $input.a)}. | {\"a\":\"\"} | ?.",
                "$input.rawRequest | {\"a\":[1,{\"b\":null}]} | {\"a\":[1,{\"b\":null}]}",
                "${input.rawRequest} | {\"rawRequest\":1} | {\"rawRequest\":1}",
                "${successTemplateUtils.firstFromArray(\"$input.a\")} | {\"a\":[\"x\",\"y\"]} | \"x\"",
                "${successTemplateUtils.firstFromArray($input.a, \"$esc.quote$esc.quote\")} | {\"a\":[]} | \"\"",
                "${successTemplateUtils.firstFromArray(\"${input.none}\", \"0\")} | {} | 0",
                "${successTemplateUtils.firstFromArray($input.none, \"0\")} | {} | 0",
                "${successTemplateUtils.firstFromArray($input.a)} | {\"a\":[]} | null",
                "${successTemplateUtils.moveKeysIntoArrayOfObjects($input.a, 'id')} | {\"a\":{\"k\":{\"v\":1},\"l\":2}} | [{\"id\":\"k\",\"v\":1},{\"id\":\"l\",\"value\":2}]",
                "${successTemplateUtils.moveKeysIntoArrayOfObjects($input.a, 'id', 'n')} | {\"a\":{\"l\":2}} | [{\"id\":\"l\",\"n\":2}]",
                "$math.add(1, 2) $math.sub('5', 2) $math.mul(2, 3) $math.div(1, 2) $math.idiv(7, 2) $math.mod(7, 4) | {} | 3 3 6 0.5 3 3",
                "$math.add($input.a, 1) $math.max(1, $input.a) $math.min(1, 2) $math.pow(2, 10) | {\"a\":1.5} | 2.5 1.5 1 1024",
                "$math.round(2.5) $math.ceil(1.1) $math.floor(1.9) $math.abs(-3) $math.roundTo(2, 3.14159) $math.toInteger('7.9') | {} | 3 2 1 3 3.14 7",
                "$math.div(1, 0) $math.add('x', 1) | {} | $math.div(1, 0) $math.add('x', 1)",
                "$math.mul(9223372036854775807, 2) | {} | 1.8446744073709552E19"
            })
    void doWhatGenesysSays(String template, String input, String rendered) {
        assertThat(render(template, input)).isEqualTo(rendered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$esc.nope('a')",
                "$esc.nope",
                "$esc.url('a','b')",
                "$encoding.base64()",
                "$encoding.hex('a')",
                "$math.random()",
                "$math.nope(1)",
                "$urlTool.optionalQueryParam('a')",
                "$successTemplateUtils.firstFromArray('{')",
                "$successTemplateUtils.firstFromArray('{}')",
                "$successTemplateUtils.firstFromArray()",
                "$successTemplateUtils.moveKeysIntoArrayOfObjects('[]','a')",
                "$esc.unurl('%zz')",
                "$esc.jsonDecode('\\u00')",
                "$esc.class",
                "$esc.getClass()",
                "$math.getClass().forName('x')"
            })
    void refuseWhatTheyDoNotKnow(String template) {
        assertThatThrownBy(() -> render(template, "{}"))
                .isInstanceOf(VelocityFailure.class)
                .hasMessageStartingWith("t line 1: ");
    }

    @Test
    void tellWhatIsAllowed() {
        assertThatThrownBy(() -> render("\n$esc.nope('a')", "{}"))
                .hasMessageStartingWith("t line 2: $esc.nope with 1 arguments is not known; allowed are jsonString, ");
    }

    @Property(tries = 200)
    void anyTextSurvivesBeingPrintedIntoJson(@ForAll String text) {
        JsonObject input = JsonText.object().add("a", text).build();

        String rendered = render("{\"a\":\"$esc.jsonString($input.a)\"}", input);

        assertThat(JsonText.read(rendered).getString("a")).isEqualTo(text);
        assertThat(JsonText.read(render("${input.rawRequest}", input))).isEqualTo(input);
    }
}
