package io.switchhook.trace;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"463ac35c9f6413ad", "463AC35C9F6413AD", "463ac35c9f6413ad48485a3953bb6124"})
    void sixteenOrThirtyTwoHexDigitsAreAB3Id(String id) {
        assertThat(TraceId.isB3(id)).isTrue();
        assertThat(TraceId.logged(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "463ac35c9f6413a", "463ac35c9f6413ag", "463ac35c9f6413ad4", "463ac35c9f6413ad\n"})
    void anythingElseIsNone(String id) {
        assertThat(TraceId.isB3(id)).isFalse();
    }

    @Test
    void anOperationIdIsLoggedAsItIs() {
        assertThat(TraceId.logged("3f2a-11:op_4.2")).isEqualTo("3f2a-11:op_4.2");
        assertThat(TraceId.logged("")).isEqualTo("-");
    }

    @Property
    void nothingLoggedCanPassForAnythingElse(@ForAll String id) {
        assertThat(TraceId.logged(id)).matches("[A-Za-z0-9._:-]{1,64}");
    }
}
