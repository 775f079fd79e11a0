package io.switchhook.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says that somebody may listen at an agent's desk, until a time: {@code d1.<agent>.<seconds since 1970>.<signature>}, the agent in
 * base64url of its UTF-8, the signature the base64url of the HMAC-SHA256 of all before its dot. Without padding.
 *
 * @param agent whose desk
 * @param until whole seconds
 */
public record DeskToken(String agent, Instant until) {
    private static final String VERSION = "d1";
    private static final Pattern FORM =
            Pattern.compile("(d1\\.([A-Za-z0-9_-]{1,2000})\\.([0-9]{1,12}))\\.([A-Za-z0-9_-]{43})");

    /**
     * A token as text.
     *
     * @param until its time is over then
     */
    public record Signed(Instant until, String text) {
        /** Never the text, which lets in. */
        @Override
        public String toString() {
            return "a token until " + until;
        }
    }

    /** The token as text, signed with the secret. */
    public String signed(String secret) {
        String content = VERSION + "." + base64(agent.getBytes(UTF_8)) + "." + until.getEpochSecond();
        return content + "." + base64(signature(secret, content));
    }

    /** What the text says, if it is a token signed with any of the secrets; whether its time is over is not looked at. */
    static Optional<DeskToken> read(String text, List<String> secrets) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(form.group(4));
            boolean genuine = false;
            for (String secret : secrets) {
                genuine |= MessageDigest.isEqual(signature, signature(secret, form.group(1)));
            }
            return genuine
                    ? Optional.of(new DeskToken(
                            new String(Base64.getUrlDecoder().decode(form.group(2)), UTF_8),
                            Instant.ofEpochSecond(Long.parseLong(form.group(3)))))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] signature(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            // every Java platform has it
            throw new IllegalStateException("HmacSHA256 is not available", impossible);
        }
    }
}
