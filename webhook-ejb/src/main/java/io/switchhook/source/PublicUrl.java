package io.switchhook.source;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;

/** The address under which senders see this application, which some of them sign. */
final class PublicUrl {
    static final String KEY = "switchhook.public-url";
    private static final String RULE =
            "http(s)://host[:port]/path without query, such as https://hooks.example.com/switchhook";

    private final Settings settings;

    PublicUrl(Settings settings) {
        this.settings = settings;
    }

    /** The address of a source's hook, without a query. */
    String ofHook(String source) {
        String found = settings.text(KEY).orElseThrow(() -> new InvalidSetting(KEY, "nothing", RULE));
        URI uri;
        try {
            uri = new URI(found);
        } catch (URISyntaxException malformed) {
            throw new InvalidSetting(KEY, "another form", RULE);
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
        if (!web || uri.getHost() == null || !plain) {
            // what a mistyped address holds may be a password
            throw new InvalidSetting(KEY, "another form", RULE);
        }
        return (found.endsWith("/") ? found.substring(0, found.length() - 1) : found) + "/hooks/" + source;
    }
}
