package io.switchhook.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateNames;
import io.switchhook.template.Templates;
import jakarta.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFormatTest {
    private static final JsonObject DATA = JsonText.read(
            "{\"addressTo\":\"bot\",\"n\":7,\"none\":null,\"journey\":{\"id\":\"j\"},\"skills\":[\"s\"]}");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TopLevelPrimitives|{{ addressTo }}|bot",
                "TopLevelPrimitives|{{ n }}|7",
                "TopLevelPrimitives|[{{ none }}]|[]",
                "TopLevelPrimitives|[{{ journey.id }}]|[]",
                "TopLevelPrimitives|[{{ skills }}]|[]",
                "TopLevelPrimitives|[{{ jsonData }}]|[]",
                "TopLevelPrimitives|{{ event.data.journey.id }}|j",
                "Json|{{ jsonData.addressTo }}|bot",
                "Json|{{ jsonData.journey.id }}|j",
                "Json|[{{ addressTo }}]|[]"
            })
    void templatesSeeWhatIsHandedOver(String format, String template, String rendered) {
        EventRecord event = TriggerTest.event("x", DATA);
        JsonObject variables = DataFormat.of(format).orElseThrow().variables(DATA);

        assertThat(new Templates().render(template, Escaping.NONE, TemplateNames.of(event, variables)))
                .isEqualTo(rendered);
    }
}
