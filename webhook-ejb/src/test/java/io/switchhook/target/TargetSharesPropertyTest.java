package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.target.Admission.Permit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Runs call targets, wait and are rung for, in any order. */
class TargetSharesPropertyTest {

    @Property(tries = 300)
    void nobodyWaitsWhereRoomIsOnceAllBellsAreHeard(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int targets,
            @ForAll @IntRange(min = 1, max = 100) int most) {
        Scene scene = new Scene(most);
        Random random = new Random(seed);
        for (int i = 0; i < 600; i++) {
            scene.act(random, "http://" + random.nextInt(targets) + ":80");
        }

        while (!scene.bells.isEmpty()) {
            scene.run(scene.bells.remove());
        }

        scene.waiting.forEach((target, runs) -> {
            if (runs > 0) {
                assertThat(scene.targets.enter(target)).as(target).isInstanceOf(Admission.Full.class);
            }
        });
    }

    @Property(tries = 100)
    void everybodyIsServedInTheEnd(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int targets) {
        Scene scene = new Scene(8);
        Random random = new Random(seed);
        for (int i = 0; i < 600; i++) {
            scene.act(random, "http://" + random.nextInt(targets) + ":80");
        }

        while (!scene.bells.isEmpty() || !scene.calls.isEmpty()) {
            if (scene.bells.isEmpty()) {
                scene.calls.remove(0).close();
            } else {
                scene.run(scene.bells.remove());
            }
        }

        assertThat(scene.waiting.values()).allMatch(runs -> runs == 0);
    }

    private static final class Scene {
        private final MutableClock clock = new MutableClock();
        private final Targets targets;
        private final TargetLimits limits;
        private final Map<String, Integer> waiting = new HashMap<>();
        private final Deque<String> bells = new ArrayDeque<>();
        private final List<Permit> calls = new ArrayList<>();

        Scene(int most) {
            limits = new TargetLimits(most, 5, Duration.ofSeconds(30));
            targets = new Targets(() -> limits, clock);
            targets.whenFree(this::ring);
        }

        private boolean ring(String target) {
            boolean somebody = waiting.getOrDefault(target, 0) > 0;
            if (somebody) {
                waiting.merge(target, -1, Integer::sum);
                bells.add(target);
            }
            return somebody;
        }

        void act(Random random, String target) {
            int what = random.nextInt(10);
            if (what < 6) {
                run(target);
            } else if (what < 8 && !calls.isEmpty()) {
                calls.remove(random.nextInt(calls.size())).close();
            } else if (!bells.isEmpty()) {
                run(bells.remove());
            } else {
                clock.advance(Duration.ofMillis(300));
            }
        }

        void run(String target) {
            boolean idle =
                    targets.states().stream().noneMatch(state -> state.target().equals(target) && state.active() > 0);
            boolean threads = calls.size() < Targets.THREADS;
            Admission admission = targets.enter(target);
            if (admission instanceof Admission.Granted granted) {
                calls.add(granted.permit());
            } else {
                assertThat(idle && threads).as("a first call is turned away").isFalse();
                waiting.merge(target, 1, Integer::sum);
                targets.waitFor(target);
            }
            assertThat(calls).hasSizeLessThanOrEqualTo(Targets.THREADS);
            assertThat(targets.states()).allMatch(state -> state.active() <= limits.concurrency());
        }
    }
}
