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
    private static final String ADAPTER_KEY = "switchhook.source.demo.adapter";
    private static final String VERIFICATION_KEY = "switchhook.source.demo.verification";
    private static final String SECRETS_KEY = "switchhook.source.demo.secrets";
    private static final String SECRETS_FILE_KEY = "switchhook.source.demo.secrets-file";

    private final GivenSettings given;
    private final Path definitions;
    private final int httpPort;

    Demo(GivenSettings given, Path definitions, int httpPort) {
        this.given = given;
        this.definitions = definitions;
        this.httpPort = httpPort;
    }

    private boolean hasSource() {
        return isOpen("switchhook.sources");
    }

    private boolean hasRules() {
        return isOpen("switchhook.definitions.dir");
    }

    private boolean hasSecret() {
        return isOpen(SECRETS_KEY) && isOpen(SECRETS_FILE_KEY);
    }

    /** Nothing was set: what is put as a system property would beat the environment. */
    private boolean isOpen(String key) {
        return given.value(key).isEmpty();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (hasSource()) {
            settings.put("switchhook.sources", "demo");
            putIfOpen(settings, ADAPTER_KEY, "interactions");
            putIfOpen(settings, VERIFICATION_KEY, "hub-sha1");
            if (hasSecret()) {
                settings.put(SECRETS_KEY, SECRET);
            }
        }
        if (hasRules()) {
            settings.put("switchhook.definitions.dir", definitions.toString());
            putIfOpen(settings, "switchhook.egress.allow", "127.0.0.1/32");
        }
        return settings;
    }

    private void putIfOpen(Map<String, String> settings, String key, String value) {
        if (isOpen(key)) {
            settings.put(key, value);
        }
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
                """.formatted(UUID.randomUUID(), hook("demo"), shownSecret());
    }

    /** Never what the person has set. */
    private String shownSecret() {
        return hasSecret() && isOpen(VERIFICATION_KEY) ? SECRET : "'<your secret>'";
    }

    private String hook(String source) {
        return "http://127.0.0.1:" + httpPort + "/switchhook/hooks/" + source;
    }
}
