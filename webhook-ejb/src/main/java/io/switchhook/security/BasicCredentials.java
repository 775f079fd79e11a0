package io.switchhook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * HTTP Basic credentials, UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
record BasicCredentials(String user, String password) {
    private static final String SCHEME = "Basic ";

    /** User and password in the one {@code Authorization} header; empty for none, several, another scheme or a malformed one. */
    static Optional<BasicCredentials> read(List<String> authorization) {
        if (authorization.size() != 1 || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String encoded = authorization.get(0).substring(SCHEME.length()).trim();
            String userAndPassword = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = userAndPassword.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(
                            userAndPassword.substring(0, colon), userAndPassword.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "credentials of " + user;
    }
}
