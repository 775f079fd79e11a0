package io.switchhook.credential;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a request carries to prove who sends it. Its text form shows nothing secret. */
public sealed interface Credential {

    /** Name of the header that carries it. */
    String headerName();

    /** Value of that header; a secret. */
    String headerValue();

    /** HTTP Basic, in UTF-8. */
    record Basic(String username, String password) implements Credential {
        @Override
        public String headerName() {
            return "Authorization";
        }

        @Override
        public String headerValue() {
            byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "Basic[...]";
        }
    }

    /** A bearer token as it stands. */
    record Bearer(String token) implements Credential {
        @Override
        public String headerName() {
            return "Authorization";
        }

        @Override
        public String headerValue() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "Bearer[...]";
        }
    }

    /** Any header, for example {@code X-Api-Key}. */
    record Header(String headerName, String headerValue) implements Credential {
        @Override
        public String toString() {
            return "Header[" + headerName + ": ...]";
        }
    }
}
