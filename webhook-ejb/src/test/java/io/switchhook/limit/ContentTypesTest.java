package io.switchhook.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {
    private static final ContentTypes SOME =
            ContentTypes.parse(List.of("application/json", "TEXT/*", "application/cloudevents+json"));

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "Application/JSON ; charset=utf-8, true",
        "text/plain, true",
        "application/cloudevents+json, true",
        "application/cloudevents-batch+json, false",
        "application/x-www-form-urlencoded, false",
        "text, false",
        "/json, false",
        "'', false",
        "*/*, false"
    })
    void allowsTheTypesNamed(String type, boolean allowed) {
        assertThat(SOME.allow(List.of(type))).isEqualTo(allowed);
    }

    @Test
    void wantsToKnowTheTypeOnlyIfItMatters() {
        assertThat(SOME.allow(List.of())).isFalse();
        assertThat(SOME.allow(List.of("application/json", "application/json"))).isFalse();
        assertThat(ContentTypes.ANY.allow(List.of())).isTrue();
    }

    @Property
    void noHeaderMakesItThrow(@ForAll String type) {
        assertThat(SOME.allow(List.of(type + "\u0000"))).isIn(true, false);
    }
}
