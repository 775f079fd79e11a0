package io.switchhook.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a header holds its signatures. */
public sealed interface SignatureForm {
    /** Signatures looked at in one header; more are refused, because each costs work before anything is proven. */
    int MOST = 16;

    /** What a header held: at least one digest, and the time if it holds that too. */
    record Found(List<byte[]> digests, Optional<String> timestamp) {}

    /** @param digests reads what this takes for a digest */
    Found read(String value, DigestReader digests) throws Unproven;

    /** One signature, {@code algorithm=digest}. */
    record Hub(HmacAlgorithm algorithm) implements SignatureForm {
        private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9-]{1,16}");

        @Override
        public Found read(String value, DigestReader digests) throws Unproven {
            int separator = value.indexOf('=');
            if (separator < 0) {
                throw digests.malformed("has no '=' between algorithm and digest");
            }
            String token = value.substring(0, separator).strip();
            if (!token.equals(algorithm.setting())) {
                String found = SHOWABLE.matcher(token).matches() ? "is " + token : "is not readable";
                throw new Unproven(
                        "wrong-algorithm",
                        "The algorithm in header " + digests.header() + " " + found + ", " + algorithm.setting()
                                + " is expected.");
            }
            return new Found(List.of(digests.read(value.substring(separator + 1).strip())), Optional.empty());
        }
    }

    /**
     * Signatures in a row, commas or blanks between; those without the prefix, and those that are no digest, are passed over as long
     * as another is left.
     *
     * @param prefix before each digest, blanks after it dropped; may be empty
     */
    record Listed(String prefix) implements SignatureForm {
        @Override
        public Found read(String value, DigestReader digests) throws Unproven {
            List<String> candidates = new ArrayList<>();
            int at = 0;
            while (at < value.length()) {
                boolean prefixed = value.startsWith(prefix, at);
                int start = prefixed ? behindBlanks(value, at + prefix.length()) : at;
                int end = start;
                while (end < value.length() && !isSeparator(value.charAt(end))) {
                    end++;
                }
                if (prefixed && end > start) {
                    candidates.add(value.substring(start, end));
                }
                at = end + 1;
            }
            if (candidates.isEmpty()) {
                throw digests.malformed(
                        prefix.isEmpty() ? "has no signature" : "has no signature that begins with " + prefix);
            }
            return new Found(usable(candidates, digests), Optional.empty());
        }

        private static int behindBlanks(String value, int start) {
            int at = start;
            while (at < value.length() && value.charAt(at) == ' ') {
                at++;
            }
            return at;
        }

        private static boolean isSeparator(char c) {
            return c == ',' || c == ' ' || c == '\t';
        }
    }

    /**
     * Pairs {@code key=value}, commas or semicolons between; other keys are passed over.
     *
     * @param signatureKey of a signature, may come more than once
     * @param timestampKey of the time, if the header has it
     */
    record Keyed(String signatureKey, Optional<String> timestampKey) implements SignatureForm {
        @Override
        public Found read(String value, DigestReader digests) throws Unproven {
            List<String> candidates = new ArrayList<>();
            List<String> times = new ArrayList<>();
            for (String pair : value.split("[,;]", -1)) {
                int separator = pair.indexOf('=');
                String key = separator < 0 ? "" : pair.substring(0, separator).strip();
                String held = pair.substring(separator + 1).strip();
                if (key.equals(signatureKey)) {
                    candidates.add(held);
                } else if (timestampKey.isPresent() && key.equals(timestampKey.get())) {
                    times.add(held);
                }
            }
            if (candidates.isEmpty()) {
                throw digests.malformed("has no signature " + signatureKey + "=");
            }
            return new Found(usable(candidates, digests), time(times, digests));
        }

        private Optional<String> time(List<String> times, DigestReader digests) throws Unproven {
            if (timestampKey.isEmpty()) {
                return Optional.empty();
            }
            if (times.isEmpty()) {
                throw new Unproven(
                        "missing-timestamp", "Header " + digests.header() + " has no " + timestampKey.get() + "=.");
            }
            if (times.size() > 1) {
                throw new Unproven(
                        "repeated-timestamp",
                        "Header " + digests.header() + " has " + times.size() + " times " + timestampKey.get()
                                + "=, one is expected.");
            }
            return Optional.of(times.get(0));
        }
    }

    private static List<byte[]> usable(List<String> candidates, DigestReader digests) throws Unproven {
        if (candidates.size() > MOST) {
            throw digests.malformed("has " + candidates.size() + " signatures, at most " + MOST + " are expected");
        }
        List<byte[]> read = new ArrayList<>(candidates.size());
        Unproven first = null;
        for (String candidate : candidates) {
            try {
                read.add(digests.read(candidate));
            } catch (Unproven unusable) {
                first = first == null ? unusable : first;
            }
        }
        if (read.isEmpty() && first != null) {
            throw first;
        }
        return read;
    }
}
