package io.switchhook.desk;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may listen at all, of the settings {@code switchhook.desk.*}. Where one is wrong, nobody by it.
 *
 * <p>Not a record: its text must not show the secrets.
 */
final class DeskKeys {
    static final String SECRETS = "switchhook.desk.secrets";
    private static final String ORIGINS = "switchhook.desk.origins";
    private static final int SHORTEST_SECRET = 32;
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

    private final List<String> secrets;
    private final Set<String> origins;

    DeskKeys(Settings settings) {
        secrets = DeskLimits.checked(List.of(), () -> secrets(settings.list(SECRETS)));
        origins = DeskLimits.checked(Set.of(), () -> origins(settings.list(ORIGINS)));
    }

    /** Any of which may have signed a token; the first signs those that are issued here. */
    List<String> secrets() {
        return secrets;
    }

    /** Origins of pages that may listen from elsewhere, such as {@code https://desktop.example.com}. */
    Set<String> origins() {
        return origins;
    }

    private static List<String> secrets(List<String> found) {
        for (String secret : found) {
            if (secret.length() < SHORTEST_SECRET) {
                throw new InvalidSetting(
                        SECRETS,
                        "a secret of " + secret.length() + " characters",
                        "secrets of " + SHORTEST_SECRET + " and more");
            }
        }
        return found;
    }

    private static Set<String> origins(List<String> found) {
        for (String origin : found) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new InvalidSetting(ORIGINS, "\"" + origin + "\"", "origins such as https://desktop.example.com");
            }
        }
        return Set.copyOf(found);
    }
}
