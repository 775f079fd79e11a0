package io.switchhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.adapter.Interactions;
import io.switchhook.limit.Limits;
import io.switchhook.network.Networks;
import io.switchhook.network.TrustedProxies;
import io.switchhook.receipt.ShownHeaders;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.request.RequestHead;
import io.switchhook.source.Source;
import io.switchhook.source.Source.OnRejected;
import io.switchhook.source.SourceState.Ready;
import io.switchhook.verification.Unverified;
import io.switchhook.verification.UrlValidation;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IntakePropertyTest {
    private static final Source OPEN = new Source(
            "s",
            "interactions",
            new Interactions(),
            "none",
            new Unverified(),
            1_000,
            OnRejected.REFUSE,
            Limits.NONE,
            Optional.of(new UrlValidation.Slack()));
    private final Intake intake = new Intake(
            name -> name.equals("s") ? Optional.of(new Ready(OPEN)) : Optional.empty(),
            new TrustedProxies(Networks.parse(List.of("10.0.0.0/8"))),
            messages -> {},
            new Notes(new ShownHeaders(List.of()), Clock.systemUTC()),
            Clock.systemUTC());

    @Property
    void noBodyAndNoHeaderOfASenderIsAFaultOfOurs(@ForAll("headers") Map<String, String> headers, @ForAll byte[] body) {
        HookRequest request = new HookRequest(of(headers), body, "192.0.2.1", Instant.EPOCH);

        assertThat(status(intake.take(OPEN, request))).isBetween(200, 499);
    }

    @Property
    void noFirstLineOfASenderIsAFaultOfOurs(
            @ForAll String name, @ForAll("methods") String method, @ForAll("headers") Map<String, String> headers) {
        for (String source : List.of("s", name)) {
            Admission admission = intake.admit(new RequestHead(source, method, -1, "10.0.0.1", of(headers)));

            if (admission instanceof Admission.Answered answered) {
                assertThat(status(answered.outcome())).isBetween(200, 499);
            }
        }
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.oneOf(Arbitraries.of("GET", "POST", "OPTIONS"), Arbitraries.strings());
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> names = Arbitraries.of(
                "Content-Encoding",
                "Content-Type",
                "X-Forwarded-For",
                "Forwarded",
                "X-B3-TraceId",
                "WebHook-Request-Origin",
                "X-Anything");
        Arbitrary<String> values = Arbitraries.oneOf(Arbitraries.of("gzip", "a.example"), Arbitraries.strings());
        return Arbitraries.maps(names, values).ofMaxSize(4);
    }

    private static Headers of(Map<String, String> headers) {
        Map<String, List<String>> lines = new HashMap<>();
        headers.forEach((name, value) -> lines.put(name, List.of(value)));
        return Headers.of(lines);
    }

    private static int status(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.refusal().status() : 200;
    }
}
