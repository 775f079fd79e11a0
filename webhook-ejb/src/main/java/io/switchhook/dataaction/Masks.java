package io.switchhook.dataaction;

import io.switchhook.velocity.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Stand-ins for what must not be seen. */
final class Masks {
    static final String MASK = "***";

    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token");

    /** Credentials and logins of a request that is shown and not sent: filled in with masks, no encoding gives anything away. */
    static final Tool HIDDEN = new Tool() {
        @Override
        public Object call(String method, List<Object> arguments) {
            return MASK;
        }

        @Override
        public Object property(String name) {
            return MASK;
        }
    };

    private Masks() {}

    static boolean isSecretHeader(String name) {
        return SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }
}
