package io.switchhook.target;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where calls go: what concurrency and breaker are counted by.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case, without a dot at its end; IPv6 in brackets
 * @param port 1 to 65535
 */
public record TargetAddress(String scheme, String host, int port) {
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /**
     * The target of a URL.
     *
     * @throws IllegalArgumentException if the URL cannot be called; the message says why without showing it
     */
    public static TargetAddress of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the URL must begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw new IllegalArgumentException("the URL has a user name in it; name a credential instead");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw new IllegalArgumentException("the URL has no host name or address that can be read");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the URL's port must be 1 to 65535");
        }
        return new TargetAddress(scheme, host(uri), port);
    }

    private static String host(URI uri) {
        String text = uri.getHost().toLowerCase(Locale.ROOT);
        String host = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        // 0177.0.0.1 is 177.0.0.1 to Java and 127.0.0.1 to others.
        if (NUMERIC.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            throw new IllegalArgumentException("the URL's address must be written as four decimal numbers");
        }
        return host;
    }

    /** For example {@code https://bot.example.com:443}. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
