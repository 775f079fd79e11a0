package io.switchhook.verification;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** How a digest is written in a header. */
public enum DigestEncoding {
    /** Two digits a byte, of either case; written in lower case. */
    HEX("hex") {
        @Override
        Optional<byte[]> decode(String text) {
            try {
                return Optional.of(HexFormat.of().parseHex(text));
            } catch (IllegalArgumentException notHex) {
                return Optional.empty();
            }
        }

        @Override
        String encode(byte[] digest) {
            return HexFormat.of().formatHex(digest);
        }
    },
    /** RFC 4648 section 4, padded, with no bits left over: a digest has exactly one form. */
    BASE64("base64") {
        @Override
        Optional<byte[]> decode(String text) {
            try {
                byte[] digest = Base64.getDecoder().decode(text);
                // the JDK's decoder lets padding be missing and surplus bits be set
                return encode(digest).equals(text) ? Optional.of(digest) : Optional.empty();
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }

        @Override
        String encode(byte[] digest) {
            return Base64.getEncoder().encodeToString(digest);
        }
    };

    private final String setting;

    DigestEncoding(String setting) {
        this.setting = setting;
    }

    /** Its name in settings. */
    public String setting() {
        return setting;
    }

    abstract Optional<byte[]> decode(String text);

    abstract String encode(byte[] digest);
}
