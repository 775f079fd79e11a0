package io.switchhook.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.workflow.StepResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpRequestTargetTest extends HttpRequestStepFixture {
    @Test
    void anAddressNotListedFailsForGoodAndSaysNothingAboutTheTarget() {
        keys.remove("switchhook.egress.allow");

        for (int i = 0; i < 10; i++) {
            StepResult.Failed failed = failed();
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.reason()).contains("127.0.0.1 is loopback, which switchhook.egress.allow does not list");
        }

        assertThat(received).isEmpty();
        assertThat(targets.states()).isEmpty();
    }

    @Test
    void aTargetThatIsDownIsLeftAloneAfterAWhile() throws Exception {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            step.url = "http://127.0.0.1:" + unused.getLocalPort() + "/";
        }
        keys.put("switchhook.target.breaker.failures", "2");

        StepResult.Failed failed = failed();
        failed();
        StepResult.Later later = (StepResult.Later) execute();

        assertThat(failed.retryable()).isTrue();
        assertThat(failed.reason()).isEqualTo("POST " + step.url + ": no connection: connection refused");
        assertThat(later.due()).isEqualTo(NOW.plusSeconds(30));
        assertThat(later.reason()).isEqualTo(later.target() + " is left alone after 2 failures in a row");
    }

    @Test
    void serverErrorsOpenTheBreakerAndOtherAnswersDoNot() {
        keys.put("switchhook.target.breaker.failures", "2");

        answer = new Answer(429, Map.of(), "");
        failed();
        failed();
        failed();
        answer = new Answer(503, Map.of(), "");
        failed();
        failed();

        assertThat(execute()).isInstanceOf(StepResult.Later.class);
        assertThat(received).hasSize(5);
    }

    @Test
    void aTargetWithAllTheCallsItMayHaveIsFull() throws Exception {
        keys.put("switchhook.target.concurrency", "1");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.createContext("/slow", exchange -> {
            inside.countDown();
            try {
                go.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        Builder slow = new Builder(step.url.replace("/calls", "/slow"));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<StepResult> first = threads.submit(() -> execution.execute(slow.build(), context()));
        inside.await();

        assertThat(execute()).isInstanceOf(StepResult.Full.class);

        go.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(StepResult.Done.class);
        assertThat(execute()).isInstanceOf(StepResult.Done.class);
        threads.shutdownNow();
    }

    @Test
    void theTimeoutIsTheSettingsWhereTheStepSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            step.url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            keys.put("switchhook.target.timeout", "PT0.2S");

            assertThat(failed().reason()).endsWith(": no complete answer within PT0.2S");
            step.timeout = Optional.of(Duration.ofMillis(300));
            assertThat(failed().reason()).endsWith(": no complete answer within PT0.3S");
        }
    }
}
