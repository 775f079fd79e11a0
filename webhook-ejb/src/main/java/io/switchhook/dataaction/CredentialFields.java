package io.switchhook.dataaction;

import io.switchhook.template.Characters;
import io.switchhook.velocity.Tool;
import io.switchhook.velocity.VelocityFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@code ${credentials.apiKey}}: the fields of the action's credential, which remembers those it gave, to mask them. */
final class CredentialFields implements Tool {
    private final Function<String, String> fields;
    private final Set<String> given = new LinkedHashSet<>();

    /** @param fields value by name; throws an exception with a message for people where there is none */
    CredentialFields(Function<String, String> fields) {
        this.fields = fields;
    }

    @Override
    public Object call(String method, List<Object> arguments) {
        if (method.equals("get") && arguments.size() == 1 && arguments.get(0) instanceof String name) {
            return property(name);
        }
        throw VelocityFailure.at(0, "credentials have no method " + method + ", only fields");
    }

    @Override
    public Object property(String name) {
        String value;
        try {
            value = fields.apply(name);
        } catch (RuntimeException missing) {
            throw VelocityFailure.at(0, "credentials." + name + ": " + missing.getMessage());
        }
        remember(value);
        return value;
    }

    /** Something secret is given away. */
    void remember(String secret) {
        given.add(secret);
    }

    /** The text without the secrets that were given, as they are, or as JSON and forms have them. */
    String masked(String text) {
        String masked = text;
        for (String secret : given) {
            if (!secret.isBlank()) {
                masked = masked.replace(secret, Masks.MASK)
                        .replace(Characters.json(secret), Masks.MASK)
                        .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), Masks.MASK);
            }
        }
        return masked;
    }
}
