package io.switchhook.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpTargetTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void keepsWhatItReceived() throws Exception {
        try (HttpTarget target = HttpTarget.start()) {
            post(target, Duration.ofSeconds(5));

            ReceivedRequest request =
                    target.awaitRequests(1, Duration.ofSeconds(5)).get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/a?b=c");
            assertThat(request.body()).isEqualTo("héllo");
            assertThat(request.header("x-TEST")).contains("1");
        }
    }

    @Test
    void answersAsToldAndThenAsAlways() throws Exception {
        try (HttpTarget target = HttpTarget.start()) {
            target.alwaysAnswer(request -> Answer.json("{}"));
            target.thenAnswer(Answer.status(503).with("Retry-After", "2"), Answer.status(404));

            HttpResponse<String> first = post(target, Duration.ofSeconds(5));
            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.headers().firstValue("Retry-After")).contains("2");
            assertThat(post(target, Duration.ofSeconds(5)).statusCode()).isEqualTo(404);
            assertThat(post(target, Duration.ofSeconds(5)).body()).isEqualTo("{}");
        }
    }

    @Test
    void canHang() {
        try (HttpTarget target = HttpTarget.start()) {
            target.thenAnswer(Answer.hang());

            assertThatThrownBy(() -> post(target, Duration.ofMillis(200))).isInstanceOf(HttpTimeoutException.class);
        }
    }

    private HttpResponse<String> post(HttpTarget target, Duration timeout) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(target.uri("/a?b=c"))
                .header("X-Test", "1")
                .timeout(timeout)
                .POST(BodyPublishers.ofString("héllo"))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
