package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Duration QUARTER_SECOND = Duration.ofMillis(250);

    private final EngineFixture.SettableClock clock = new EngineFixture.SettableClock();
    private final Places places = new Places(clock);

    @Test
    void thereIsNoneBeforeSomeAreMade() {
        assertThat(places.reserve(1)).isZero();
    }

    @Test
    void keepsNoMoreThanAreFree() {
        places.make(10);

        assertThat(places.reserve(7)).isEqualTo(7);
        assertThat(places.reserve(7)).isEqualTo(3);
        assertThat(places.reserve(7)).isZero();
        places.giveUp(2);
        places.leave();
        assertThat(places.free()).isEqualTo(3);
    }

    @Test
    void willBeEnoughIfAsManyRunsLeaveAsLately() {
        places.make(10);
        places.reserve(10);
        for (int i = 0; i < 4; i++) {
            places.leave();
        }

        assertThat(places.willBeEnough(4, QUARTER_SECOND)).as("there is room").isFalse();
        assertThat(places.willBeEnough(8, QUARTER_SECOND)).isTrue();
        assertThat(places.willBeEnough(9, QUARTER_SECOND)).isFalse();
        assertThat(places.willBeEnough(12, Duration.ofMillis(500))).isTrue();
    }

    @Test
    void placesThatWereOnlyKeptSayNothingOfHowFastRunsLeave() {
        places.make(4);
        places.giveUp(places.reserve(4));

        assertThat(places.willBeEnough(5, QUARTER_SECOND)).isFalse();
    }

    /** Or many runs that come together would wait for places that there are never at once. */
    @Test
    void forMoreRunsThanHalfOfAllHaveRoomHalfOfAllIsEnough() {
        places.make(Places.ALL / 2);

        assertThat(places.willBeEnough(Places.ALL, QUARTER_SECOND)).isFalse();
        places.reserve(1);
        places.leave();
        places.reserve(1);
        assertThat(places.willBeEnough(Places.ALL, QUARTER_SECOND)).isTrue();
    }
}
