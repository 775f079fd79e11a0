package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.identity.EventId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebEngagementTest {
    private static final WebEngagement ADAPTER = new WebEngagement(Samples.USUAL_WINDOW);
    private static final String SYSTEM = Samples.read("web-system.json");
    private static final String BUSINESS = Samples.read("web-business.json");

    @Test
    void readsSystemEvents() {
        EventRecord event = Samples.event(ADAPTER, Samples.request(SYSTEM));

        assertThat(event.id()).isEqualTo(EventId.of("test", "0123456789ABCDEF0123456789ABCDEF"));
        assertThat(event.kind()).isEqualTo(EventKind.VISIT);
        assertThat(event.topic()).isEqualTo("SYSTEM.PageEntered");
        assertThat(event.subject()).isEqualTo("99999999888877776666555555555555");
        assertThat(event.time()).isEqualTo(Instant.ofEpochMilli(1_773_480_413_000L));
        assertThat(event.data()).isEqualTo(JsonText.read(SYSTEM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,%s]", "{\"events\":[%s,%s]}"})
    void readsBatches(String batch) {
        assertThat(Samples.events(ADAPTER, Samples.request(batch.formatted(SYSTEM, BUSINESS))))
                .extracting(EventRecord::topic)
                .containsExactly("SYSTEM.PageEntered", "BUSINESS.AddToCart");
    }

    @Test
    void anEventMayHaveAMemberNamedEvents() {
        EventRecord event = Samples.event(ADAPTER, Samples.request(SYSTEM.replaceFirst("\\{", "{\"events\":[1,2],")));

        assertThat(event.topic()).isEqualTo("SYSTEM.PageEntered");
    }

    @ParameterizedTest
    @CsvSource({"SYSTEM, Timeout-30", "business, AddToCart", "FUTURE, Something New"})
    void passesUnknownTypesAndNamesOn(String type, String name) {
        String body = SYSTEM.replace("SYSTEM", type).replace("PageEntered", name);

        assertThat(Samples.event(ADAPTER, Samples.request(body)).topic()).isEqualTo(type + "." + name);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(Samples.refused(ADAPTER, Samples.request("{\"eventType\":\"SYSTEM\"}")))
                .isEqualTo(new Adapted.Refused("not-a-web-engagement-event", "eventName is missing or empty."));
        assertThat(Samples.refused(ADAPTER, Samples.request("{\"events\":[" + SYSTEM + ",{\"eventName\":\"x\"}]}")))
                .isEqualTo(
                        new Adapted.Refused("not-a-web-engagement-event", "events[1].eventType is missing or empty."));
    }
}
