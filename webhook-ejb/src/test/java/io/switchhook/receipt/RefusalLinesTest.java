package io.switchhook.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalLinesTest {
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    private static final Kind KIND = new Kind("digital", "wrong-signature");

    private final RefusalLines lines = new RefusalLines(100);

    @Test
    void theFirstOfAKindIsLoggedAtOnce() {
        assertThat(refuse(KIND, 0)).isTrue();
        assertThat(refuse(new Kind("digital", "not-json"), 0)).isTrue();
        assertThat(refuse(new Kind("cloud", "wrong-signature"), 0)).isTrue();
        assertThat(refuse(KIND, 59)).isFalse();
    }

    @Test
    void thoseAfterItAreSummedUpOnceAMinute() {
        for (int i = 0; i < 1_000; i++) {
            refuse(KIND, i / 20);
        }

        assertThat(lines.due(START.plusSeconds(59))).isEmpty();
        assertThat(lines.due(START.plusSeconds(60)))
                .containsExactly(new RefusalLines.Summary(KIND, 401, 999, START, "192.0.2.49"));

        refuse(KIND, 61);
        assertThat(lines.due(START.plusSeconds(119))).isEmpty();
        assertThat(lines.due(START.plusSeconds(120)))
                .containsExactly(new RefusalLines.Summary(KIND, 401, 1, START.plusSeconds(60), "192.0.2.61"));
    }

    @Test
    void afterAMinuteWithoutAnyTheNextIsAFirstOneAgain() {
        refuse(KIND, 0);

        assertThat(lines.due(START.plusSeconds(60))).isEmpty();
        assertThat(refuse(KIND, 61)).isTrue();
    }

    @Test
    void aClockThatIsSetBackSilencesNothing() {
        refuse(KIND, 0);
        refuse(KIND, -3_600);

        assertThat(lines.due(START.minusSeconds(3_600))).hasSize(1);
    }

    @Test
    void whatIsLeftIsSaidAtTheEnd() {
        refuse(KIND, 0);
        assertThat(lines.rest()).isEmpty();

        refuse(KIND, 1);
        refuse(KIND, 2);
        assertThat(lines.rest()).extracting(RefusalLines.Summary::count).containsExactly(1L);
    }

    @Test
    void kindsAreBounded() {
        long logged = 0;
        for (int i = 0; i < 1_000; i++) {
            logged += refuse(new Kind("source" + i, "r"), 0) ? 1 : 0;
        }

        assertThat(logged).isEqualTo(100);
    }

    private boolean refuse(Kind kind, int second) {
        return lines.first(kind, 401, "192.0.2." + second, START.plusSeconds(second));
    }
}
