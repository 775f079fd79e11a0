package io.switchhook.it.run;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerPorts;
import io.switchhook.it.server.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who types {@code mvn -Prun}, does what it says, and types Ctrl-C. */
class RunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** A JVM that was told to end, and did what it had to do before. */
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    private final int port = ServerPorts.free().http();
    private final URI http = URI.create("http://127.0.0.1:" + port + "/");

    @Test
    void theFirstEventGoesAllTheWayAndIsStillThereAfterARestart() throws Exception {
        String event;
        try (Terminal terminal = new Terminal()) {
            terminal.line("Switchhook is ready: " + http.resolve("/switchhook/"));
            terminal.line("Ctrl-C stops it.");
            terminal.line("Subscriber host-app takes events from Switchhook");
            event = terminal.doAsInvited();
            terminal.line("Interaction chat-1 started: chat");
            terminal.line("echo <- POST /chats {\"interaction\": \"chat-1\"");
            terminal.interrupt();
        }

        try (Terminal terminal = new Terminal()) {
            terminal.line("Switchhook is ready: ");
            // Of Switchhook's own events there may be some: the echo target stops before the server does.
            assertThat(new AdminApi(http).all("events?source=demo"))
                    .extracting(stored -> stored.getString("id"))
                    .containsExactly(event);
            terminal.interrupt();
        }
    }

    /** The command in a process of its own, and what it prints. */
    private final class Terminal implements AutoCloseable {
        private final Process process;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Terminal() throws IOException {
            Path modules = Path.of("../..");
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Dhttp.port=" + port,
                            "-Dswitchhook.admin.password=" + AdminApi.PASSWORD,
                            Run.class.getName(),
                            TestServers.product(),
                            System.getProperty("it.home"),
                            directory.resolve("run").toString(),
                            modules.resolve("docs/demo").toString(),
                            TestServers.ear().toString(),
                            TestServers.hostApp().toString(),
                            modules.resolve("ear/src/main")
                                    .resolve(TestServers.product())
                                    .toString(),
                            System.getProperty("it.drivers"),
                            Path.of("src/test", TestServers.product(), "lean").toString(),
                            Path.of("src/test", TestServers.product(), "run").toString())
                    .redirectErrorStream(true)
                    .start();
            Thread reader = new Thread(this::read, "terminal");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader output = process.inputReader(UTF_8)) {
                output.lines().forEach(lines::add);
            } catch (IOException | java.io.UncheckedIOException closed) {
                lines.add("(no more output: " + closed.getMessage() + ")");
            }
        }

        void line(String part) {
            await(
                    "a line with: " + part,
                    PATIENCE,
                    () -> lines,
                    printed -> printed.stream().anyMatch(line -> line.contains(part)) || !process.isAlive());
            assertThat(lines).anyMatch(line -> line.contains(part));
        }

        /** Sends what the printed command sends, signed with the secret it names; the event's id. */
        String doAsInvited() throws IOException, InterruptedException {
            String body = printed("BODY='(.*)'");
            String source = printed("curl -i " + Pattern.quote(http + "switchhook/hooks/") + "(\\S+)");
            HttpResponse<String> answer =
                    new Sender(http, source, printed("X-Hub-Signature: sha1=.* -hmac (\\S+)")).send(body);
            assertThat(answer.statusCode()).isEqualTo(200);
            Matcher id = Pattern.compile("\"ids\":\\[\"([^\"]+)\"]").matcher(answer.body());
            assertThat(id.find()).as(answer.body()).isTrue();
            return id.group(1);
        }

        private String printed(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(String.join("\n", lines));
            assertThat(matcher.find()).as(pattern).isTrue();
            return matcher.group(1);
        }

        /** Tells it to end, and sees that it does and takes the server with it. */
        void interrupt() throws InterruptedException {
            List<ProcessHandle> servers = process.descendants().toList();
            assertThat(servers).isNotEmpty();

            process.destroy();

            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
            assertThat(lines).noneMatch(line -> line.contains("does not run") || line.contains(" ERROR "));
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
