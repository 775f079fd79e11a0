package io.switchhook.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lists in which proxies say who they got a request from; an element is empty where it is no address. */
final class ForwardedHops {
    /** Bare, or with a port: {@code 192.0.2.1:80}, {@code [2001:db8::1]:443}. */
    private static final Pattern NODE =
            Pattern.compile("\\[([^\\]]*)](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}|([0-9a-fA-F:.]+)");

    private ForwardedHops() {}

    /** The elements of {@code X-Forwarded-For}, over all its lines. */
    static List<Optional<InetAddress>> ofList(List<String> lines) {
        List<Optional<InetAddress>> hops = new ArrayList<>();
        for (String line : lines) {
            for (String element : line.split(",", -1)) {
                hops.add(address(element.strip()));
            }
        }
        return hops;
    }

    /** The parameters {@code for} of {@code Forwarded}, over all its lines; an element without one said nothing. */
    static List<Optional<InetAddress>> ofForwarded(List<String> lines) {
        List<Optional<InetAddress>> hops = new ArrayList<>();
        for (String line : lines) {
            for (String element : split(line, ',')) {
                hops.add(forParameter(element));
            }
        }
        return hops;
    }

    private static Optional<InetAddress> forParameter(String element) {
        List<String> values = new ArrayList<>();
        for (String parameter : split(element, ';')) {
            int equals = parameter.indexOf('=');
            if (equals > 0
                    && parameter
                            .substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals("for")) {
                values.add(unquoted(parameter.substring(equals + 1).strip()));
            }
        }
        return values.size() == 1 ? address(values.get(0)) : Optional.empty();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Splits outside of quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Optional<InetAddress> address(String node) {
        Matcher matcher = NODE.matcher(node);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return IpLiteral.parse(matcher.group(group));
            }
        }
        return Optional.empty();
    }
}
