package io.switchhook.jsonschema;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.switchhook.api.wire.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonContractTest {
    private static JsonContract contract(String schema) {
        return JsonContract.of(JsonText.read(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"object\",\"required\":[\"a\"]} | {\"a\":1} | true",
                "{\"type\":\"object\",\"required\":[\"a\"]} | {\"b\":1} | false",
                "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"properties\":{\"a\":{\"maximum\":5,\"exclusiveMaximum\":true}}} | {\"a\":5} | false",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"properties\":{\"a\":{\"exclusiveMaximum\":5}}} | {\"a\":5} | false",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"properties\":{\"a\":{\"const\":5}}} | {\"a\":5} | true",
                "{\"$schema\":\"http://json-schema.org/schema#\",\"properties\":{\"a\":{\"type\":\"integer\"}}} | {\"a\":\"x\"} | false",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^b\"}}} | {\"a\":\"ab\"} | false",
                "{\"properties\":{\"a\":{\"$ref\":\"#/definitions/n\"}},\"definitions\":{\"n\":{\"type\":\"null\"}}} | {\"a\":null} | true",
                "{\"additionalProperties\":false} | {\"a\":1} | false",
                "{\"required\":[]} | {\"a\":1} | true",
                "{} | {} | true"
            })
    void decidesByTheDraftThatTheSchemaNames(String schema, String value, boolean kept) {
        assertThat(contract(schema).problems(JsonText.read(value)).isEmpty()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"file:///etc/passwd\"}",
                "{\"$ref\":\"http://127.0.0.1:1/x\"}",
                "{\"$ref\":\"classpath:/secrets.json\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"https://example.com/x\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/definitions/none\"}}}",
                "{\"pattern\":\"((a{1000}){1000}){1000}\"}",
                "{\"pattern\":\"(\"}"
            })
    void schemasThatCannotBeUsedAreRefused(String schema) {
        assertThatThrownBy(() -> contract(schema)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void problemsSayWhere() {
        assertThat(contract("{\"properties\":{\"a\":{\"items\":{\"type\":\"integer\"}}}}")
                        .problems(JsonText.read("{\"a\":[1,\"secret\"]}")))
                .singleElement()
                .asString()
                .startsWith("$.a[1]: ")
                .contains("integer expected")
                .doesNotContain("secret");
    }

    @Test
    void endlessSchemasAndHostileValuesEnd() {
        assertThat(contract("{\"$ref\":\"#\"}").problems(JsonText.read("{}"))).isNotEmpty();
        assertThat(contract("{\"properties\":{\"a\":{\"type\":\"integer\"}}}")
                        .problems(JsonText.read("{\"a\":1" + "0".repeat(900) + "}")))
                .isEmpty();
        assertThat(contract("{}").problems(JsonText.read("{\"a\":1" + "0".repeat(1_050) + "}")))
                .singleElement()
                .asString()
                .contains("more than 1000 digits");
        assertTimeoutPreemptively(
                ofSeconds(10), () -> assertThat(contract("{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}")
                                .problems(JsonText.read("{\"a\":\"" + "a".repeat(20_000) + "b\"}")))
                        .isNotEmpty());
    }

    @Test
    void equalsByItsSchema() {
        assertThat(contract("{\"type\":\"object\"}"))
                .isEqualTo(contract("{\"type\":\"object\"}"))
                .hasSameHashCodeAs(contract("{\"type\":\"object\"}"))
                .isNotEqualTo(contract("{}"));
    }
}
