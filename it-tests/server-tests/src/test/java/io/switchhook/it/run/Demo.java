package io.switchhook.it.run;

import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A source, rules and a target to begin with. What the person who typed the command has set takes their place. */
final class Demo {
    static final int ECHO_PORT = 8099;
    private static final String SECRET = "demo-app-secret";

    private final GivenSettings given;
    private final Path definitions;
    private final int httpPort;

    Demo(GivenSettings given, Path definitions, int httpPort) {
        this.given = given;
        this.definitions = definitions;
        this.httpPort = httpPort;
    }

    private boolean hasSource() {
        return given.value("switchhook.sources").isEmpty();
    }

    private boolean hasRules() {
        return given.value("switchhook.definitions.dir").isEmpty();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (hasSource()) {
            settings.put("switchhook.sources", "demo");
            settings.put("switchhook.source.demo.adapter", "interactions");
            settings.put("switchhook.source.demo.verification", "hub-sha1");
            settings.put("switchhook.source.demo.secrets", SECRET);
        }
        if (hasRules()) {
            settings.put("switchhook.definitions.dir", definitions.toString());
            if (given.value("switchhook.egress.allow").isEmpty()) {
                settings.put("switchhook.egress.allow", "127.0.0.1/32");
            }
        }
        return settings;
    }

    /** Starts the target the demo's workflow posts to, for as long as this process lives; it prints what it gets. */
    void startEcho(PrintStream out) {
        if (!hasRules()) {
            return;
        }
        try {
            HttpTarget.start(ECHO_PORT).onRequest(request -> print(request, out));
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(
                    "port " + ECHO_PORT + ", where the demo's workflow posts to, is in use; free it, or set"
                            + " -Dswitchhook.definitions.dir= to rules of your own",
                    e);
        }
    }

    private static void print(ReceivedRequest request, PrintStream out) {
        out.println("  echo <- " + request.method() + " " + request.path() + " " + request.body());
    }

    /** How to send the first event. */
    String invitation() {
        if (!hasSource()) {
            return "Its hooks: " + hook("<source>") + " for "
                    + given.value("switchhook.sources").orElseThrow();
        }
        // Another operation id each time the server starts: the data stays, and the same event twice counts once.
        return """
                Send it an event, from another terminal:

                BODY='{"operationId":"%s","data":{"entities":[{"event":"STARTED","entity":{"id":"chat-1","mediaType":"chat"}}]}}'
                curl -i %s \\
                  -H "Content-Type: application/json" \\
                  -H "X-Hub-Signature: sha1=$(printf %%s "$BODY" | openssl dgst -sha1 -hmac %s | sed 's/.* //')" \\
                  -d "$BODY"
                """.formatted(UUID.randomUUID(), hook("demo"), SECRET);
    }

    private String hook(String source) {
        return "http://127.0.0.1:" + httpPort + "/switchhook/hooks/" + source;
    }
}
