package io.switchhook.verification;

import static io.switchhook.verification.Requests.NOW_SECONDS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.jsonpath.MemberPath;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A sender for every scheme, that signs without the code it is to test. */
final class Senders {
    private static final String SECRET = "a secret";
    private static final KeyPair PAIR = pair();

    /**
     * @param sender headers to send with a body
     * @param signsBody whether a changed body is to be refused
     */
    record Scheme(
            String name, Verification verification, Function<byte[], Map<String, String>> sender, boolean signsBody) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Scheme> ALL = List.of(
            signing(
                    "hub-sha1",
                    Hmac.hubSha1(List.of("x", SECRET), DigestEncoding.HEX),
                    body -> Map.of("X-Hub-Signature", "sha1=" + hex(mac("HmacSHA1", body)))),
            signing(
                    "hub-sha1 base64",
                    Hmac.hubSha1(List.of(SECRET), DigestEncoding.BASE64),
                    body -> Map.of("X-Hub-Signature", "sha1=" + base64(mac("HmacSHA1", body)))),
            signing(
                    "hub-sha256",
                    Hmac.hubSha256(List.of(SECRET), DigestEncoding.HEX),
                    body -> Map.of("X-Hub-Signature-256", "sha256=" + hex(mac("HmacSHA256", body)))),
            signing(
                    "hub-sha256 base64url",
                    Hmac.hubSha256(List.of(SECRET), DigestEncoding.BASE64URL),
                    body -> Map.of(
                            "X-Hub-Signature-256",
                            "sha256="
                                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac("HmacSHA256", body)))),
            signing(
                    "standard-webhooks v1",
                    standard("whsec_" + base64(SECRET.getBytes(UTF_8))),
                    body -> Map.of(
                            "webhook-id",
                            "msg_1",
                            "webhook-timestamp",
                            NOW_SECONDS,
                            "webhook-signature",
                            "v1," + base64(mac("HmacSHA256", text("msg_1." + NOW_SECONDS + "."), body)))),
            signing(
                    "standard-webhooks v1a",
                    standard("whpk_" + base64(PAIR.getPublic().getEncoded())),
                    body -> Map.of(
                            "webhook-id",
                            "msg_1",
                            "webhook-timestamp",
                            NOW_SECONDS,
                            "webhook-signature",
                            "v1a," + base64(ed25519(text("msg_1." + NOW_SECONDS + "."), body)))),
            signing(
                    "webex-cc",
                    new WebexContactCenter(List.of(SECRET), ReplayWindow.DEFAULT_TOLERANCE),
                    body -> Map.of("X-WebexCC-Signature", hex(mac("HmacSHA256", body)))),
            signing(
                    "hmac like Slack",
                    hmac(
                            HmacAlgorithm.SHA256,
                            DigestEncoding.HEX,
                            new SignatureForm.Listed("v0="),
                            "v0:{timestamp}:{body}",
                            Optional.of("X-Time"),
                            Optional.empty()),
                    body -> Map.of(
                            "X-Time",
                            NOW_SECONDS,
                            "X-Sig",
                            "v0=" + hex(mac("HmacSHA256", text("v0:" + NOW_SECONDS + ":"), body)))),
            signing(
                    "hmac like Stripe",
                    hmac(
                            HmacAlgorithm.SHA256,
                            DigestEncoding.HEX,
                            new SignatureForm.Keyed("v1", Optional.of("t")),
                            "{timestamp}.{body}",
                            Optional.empty(),
                            Optional.empty()),
                    body -> Map.of(
                            "X-Sig",
                            "t=" + NOW_SECONDS + ",v1=" + hex(mac("HmacSHA256", text(NOW_SECONDS + "."), body)))),
            signing(
                    "hmac sha512 over id, time and body without separators",
                    hmac(
                            HmacAlgorithm.SHA512,
                            DigestEncoding.BASE64,
                            new SignatureForm.Listed(""),
                            "{id}{timestamp}{body}",
                            Optional.of("X-Time"),
                            Optional.of("X-Id")),
                    body -> Map.of(
                            "X-Id",
                            "7f3a",
                            "X-Time",
                            NOW_SECONDS,
                            "X-Sig",
                            base64(mac("HmacSHA512", text("7f3a" + NOW_SECONDS), body)))),
            signing(
                    "hmac sha384",
                    hmac(
                            HmacAlgorithm.SHA384,
                            DigestEncoding.HEX,
                            new SignatureForm.Listed(""),
                            "{body}",
                            Optional.empty(),
                            Optional.empty()),
                    body -> Map.of("X-Sig", hex(mac("HmacSHA384", body)))),
            showing("basic", new SecretPlace.Basic(), "Authorization", "Basic " + base64(text(SECRET))),
            showing("bearer", new SecretPlace.Bearer(), "Authorization", "Bearer " + SECRET),
            showing("token", new SecretPlace.InHeader("X-Api-Key", ""), "X-Api-Key", SECRET));

    /** Schemes whose secret is not in a header, for what must not make them throw. */
    static final List<Scheme> WITHOUT_HEADER = List.of(
            new Scheme(
                    "token in the query",
                    new SharedSecret(new SecretPlace.InQuery("t"), List.of(SECRET)),
                    body -> Map.of(),
                    false),
            new Scheme(
                    "token in the body",
                    new SharedSecret(new SecretPlace.InBody(new MemberPath(List.of("t"))), List.of(SECRET)),
                    body -> Map.of(),
                    false));

    private Senders() {}

    private static Scheme signing(
            String name, Verification verification, Function<byte[], Map<String, String>> sender) {
        return new Scheme(name, verification, sender, true);
    }

    private static Scheme showing(String name, SecretPlace place, String header, String value) {
        return new Scheme(name, new SharedSecret(place, List.of(SECRET)), body -> Map.of(header, value), false);
    }

    private static Verification standard(String secret) {
        return new StandardWebhooks(
                List.of(secret), StandardWebhooks.HeaderNames.STANDARD, ReplayWindow.DEFAULT_TOLERANCE);
    }

    private static Verification hmac(
            HmacAlgorithm algorithm,
            DigestEncoding encoding,
            SignatureForm form,
            String content,
            Optional<String> timestampHeader,
            Optional<String> idHeader) {
        SignedContent signed = SignedContent.parse(content);
        Optional<ReplayWindow> window = signed.uses(SignedContent.Placeholder.TIMESTAMP)
                ? Optional.of(new ReplayWindow(TimestampFormat.SECONDS, ReplayWindow.DEFAULT_TOLERANCE))
                : Optional.empty();
        return new Hmac(
                new HmacScheme("X-Sig", algorithm, encoding, form, signed, window, timestampHeader, idHeader, ""),
                List.of(SECRET.getBytes(UTF_8)));
    }

    static byte[] mac(String algorithm, byte[]... pieces) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), algorithm));
            return mac.doFinal(joined(pieces));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] ed25519(byte[]... pieces) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(PAIR.getPrivate());
            signer.update(joined(pieces));
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }
}
