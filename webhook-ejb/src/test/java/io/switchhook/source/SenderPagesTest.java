package io.switchhook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.adapter.Adapted;
import io.switchhook.adapter.Adapter;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.config.Settings;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for administrators say about adapters: their settings are read, their samples become the events they tell of. */
class SenderPagesTest {
    private static final Path PAGES = Path.of("").toAbsolutePath().getParent().resolve("docs/senders");
    private static final Pattern PROPERTIES = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BODY = Pattern.compile("BODY='(.*?)'\n");
    private static final Pattern CONTENT_TYPE = Pattern.compile("Content-Type: ([a-z/+-]+)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genesys-multicloud-cx.md",
                "genesys-cloud.md",
                "agent-events.md",
                "webex-contact-center.md",
                "genesys-web-engagement.md",
                "cloudevents.md",
                "any-webhook.md"
            })
    void samplesBecomeTheEventsThatThePageTellsOf(String name) throws IOException {
        String page = Files.readString(PAGES.resolve(name));
        List<String> sources = new ArrayList<>();
        Matcher block = PROPERTIES.matcher(page);
        while (block.find()) {
            Properties settings = new Properties();
            settings.load(new StringReader(block.group(1)));
            String source = settings.getProperty("switchhook.sources");
            String after = page.substring(block.end());

            EventRecord event = event(settings, source, after);

            assertThat(after).contains("hooks/" + source + " ");
            assertThat(after).containsIgnoringCase("topic `" + event.topic() + "`");
            assertThat(after).contains("subject `" + event.subject() + "`");
            sources.add(source);
        }
        assertThat(sources).isNotEmpty().doesNotHaveDuplicates();
    }

    private static EventRecord event(Properties settings, String source, String page) {
        Map<String, String> values = new TreeMap<>();
        settings.forEach((key, value) -> values.put((String) key, (String) value));
        String prefix = "switchhook.source." + source + ".";
        Adapter adapter = new AdapterSettings(Settings.of(values), new SplittableRandom(1))
                .adapter(prefix, values.get(prefix + "adapter"));
        HookRequest request = new HookRequest(
                Headers.of(Map.of("Content-Type", List.of(first(CONTENT_TYPE, page)))),
                first(BODY, page).getBytes(StandardCharsets.UTF_8),
                "192.0.2.1",
                Instant.EPOCH);

        List<EventRecord> events = ((Adapted.Events) adapter.adapt(source, request)).events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
