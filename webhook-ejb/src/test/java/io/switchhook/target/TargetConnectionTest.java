package io.switchhook.target;

import static io.switchhook.target.RawServer.readHead;
import static io.switchhook.target.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetConnectionTest extends TargetConnectionFixture {
    @Test
    void sendsExactlyWhatItWasGiven() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        serving((in, out) -> {
            String head = head(in);
            lines.addAll(head.lines().toList());
            lines.add(new String(in.readNBytes(7), StandardCharsets.UTF_8));
            write(out, "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nhi");
        });

        TargetAnswer answer = connection.call(call(
                "POST",
                "http://127.0.0.1:" + server.port() + "/a%20b?x=%26",
                Map.of("X-Name", "Grüße"),
                Optional.of(new Content(
                        "application/json;v=1", "{\"ü\":1}".substring(0, 6).getBytes(StandardCharsets.UTF_8))),
                seconds(5)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("hi");
        assertThat(lines)
                .startsWith("POST /a%20b?x=%26 HTTP/1.1")
                .contains("Content-Type: application/json;v=1", "Content-Length: 7", "X-Name: Grüße")
                .contains("User-Agent: Switchhook/unpackaged", "{\"ü\":1")
                .noneMatch(line -> line.startsWith("Upgrade") || line.startsWith("Expect"));
    }

    @Test
    void keepsNoCookiesAndUsesAConnectionAgain() throws Exception {
        List<String> heads = Collections.synchronizedList(new ArrayList<>());
        serving((in, out) -> {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                write(out, "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nhi");
            }
        });

        connection.call(get(seconds(5)));
        connection.call(get(seconds(5)));

        assertThat(heads).hasSize(2).noneMatch(head -> head.contains("Cookie"));
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void doesNotFollowRedirects() throws Exception {
        serving(answering("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));

        assertThat(connection.call(get(seconds(5))).status()).isEqualTo(302);
        assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"407", "401", "503", "999"})
    void handsOnEveryStatusAsItIs(int status) throws Exception {
        serving(answering("HTTP/1.1 " + status + " Whatever\r\nRetry-After: 7\r\n"
                + "WWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));

        TargetAnswer answer = connection.call(get(seconds(5)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.retryAfter()).contains("7");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void keepsAsMuchOfALargeAnswerAsAllowed() throws Exception {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n");
            while (true) {
                out.write(new byte[1024 * 1024]);
            }
        });

        TargetAnswer answer = connection.call(get(seconds(10)));

        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body().size()).isEqualTo(LARGEST);
        assertThat(connection.call(get(seconds(10))).truncated()).isTrue();
    }

    @Test
    void anAnswerExactlyAsLargeAsAllowedIsWhole() throws Exception {
        serving(answering("HTTP/1.1 200 OK\r\nContent-Length: " + LARGEST + "\r\n\r\n" + "x".repeat(LARGEST)));

        TargetAnswer answer = connection.call(get(seconds(10)));

        assertThat(answer.truncated()).isFalse();
        assertThat(answer.body().size()).isEqualTo(LARGEST);
    }

    @Test
    void aCompressedAnswerIsLimitedByItsFullSize() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            out.write(bomb.toByteArray());
        });

        TargetAnswer answer = connection.call(get(seconds(10)));

        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body().size()).isEqualTo(LARGEST);
    }
}
