package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.target.Admission.Permit;
import java.time.Duration;

/** Two targets, each of which may have two calls and rests after three failures. */
abstract class TargetsFixture {
    static final String BOT = "https://bot.example.com:443";
    static final String CRM = "https://crm.example.com:443";

    final MutableClock clock = new MutableClock();
    TargetLimits limits = new TargetLimits(2, 3, Duration.ofSeconds(30));
    final Targets targets = new Targets(() -> limits, clock);

    Permit granted(String target) {
        Admission admission = targets.enter(target);
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).permit();
    }

    void answer(String target) {
        try (Permit permit = granted(target)) {
            permit.answered();
        }
    }

    void fail(String target, int times) {
        for (int i = 0; i < times; i++) {
            try (Permit permit = granted(target)) {
                permit.failed();
            }
        }
    }
}
