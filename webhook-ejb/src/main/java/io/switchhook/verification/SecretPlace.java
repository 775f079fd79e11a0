package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.jsonpath.MemberPath;
import io.switchhook.request.HookRequest;
import io.switchhook.verification.UrlEncoded.Pair;
import java.util.List;
import java.util.Optional;

/** Where a sender shows a secret that it shares with us. */
public sealed interface SecretPlace {

    /** The secret as it was sent. */
    byte[] read(HookRequest request) throws Unproven;

    /** Name of the header that is read; empty if it is none. */
    default Optional<String> header() {
        return Optional.empty();
    }

    /** Header {@code Authorization: Basic}, RFC 7617: the secret is {@code user:password} in UTF-8. */
    record Basic() implements SecretPlace {
        @Override
        public byte[] read(HookRequest request) throws Unproven {
            String credentials = Authorization.read(request, "Basic");
            return DigestEncoding.BASE64
                    .decode(credentials)
                    .orElseThrow(() -> new Unproven(
                            "malformed-credentials", "Header " + Authorization.HEADER + " is not base64 after Basic."));
        }

        @Override
        public Optional<String> header() {
            return Optional.of(Authorization.HEADER);
        }
    }

    /** Header {@code Authorization: Bearer}, RFC 6750. */
    record Bearer() implements SecretPlace {
        @Override
        public byte[] read(HookRequest request) throws Unproven {
            return Authorization.read(request, "Bearer").getBytes(UTF_8);
        }

        @Override
        public Optional<String> header() {
            return Optional.of(Authorization.HEADER);
        }
    }

    /**
     * Any header.
     *
     * @param prefix before the secret, blanks after it dropped; may be empty
     */
    record InHeader(String name, String prefix) implements SecretPlace {
        @Override
        public byte[] read(HookRequest request) throws Unproven {
            String value = OneHeader.read(request.headers(), name, "credentials");
            if (!value.startsWith(prefix)) {
                throw new Unproven("malformed-credentials", "Header " + name + " does not begin with " + prefix + ".");
            }
            return value.substring(prefix.length()).strip().getBytes(UTF_8);
        }

        @Override
        public Optional<String> header() {
            return Optional.of(name);
        }
    }

    /** A parameter of the query; what a proxy or server logs of addresses shows it. */
    record InQuery(String parameter) implements SecretPlace {
        @Override
        public byte[] read(HookRequest request) throws Unproven {
            List<Pair> pairs = UrlEncoded.parse(request.query().getBytes(ISO_8859_1))
                    .orElseThrow(() -> new Unproven("malformed-credentials", "The query cannot be read."));
            List<String> values = pairs.stream()
                    .filter(pair -> pair.name().equals(parameter))
                    .map(Pair::value)
                    .toList();
            return only(values, "Query parameter " + parameter).getBytes(UTF_8);
        }
    }

    /** A string member of a JSON body that is not compressed. */
    record InBody(MemberPath member) implements SecretPlace {
        @Override
        public byte[] read(HookRequest request) throws Unproven {
            List<String> values = BodyMember.find(request.body(), member)
                    .orElseThrow(() -> new Unproven(
                            "malformed-credentials",
                            "The body, which should hold the token, is not JSON in UTF-8, or nests too deep."));
            return only(values, "Member " + String.join(".", member.names()) + " of the body")
                    .getBytes(UTF_8);
        }
    }

    private static String only(List<String> values, String place) throws Unproven {
        if (values.isEmpty()) {
            throw new Unproven("missing-credentials", place + " is missing.");
        }
        if (values.size() > 1) {
            throw new Unproven("repeated-credentials", place + " was sent more than once.");
        }
        return values.get(0);
    }
}
