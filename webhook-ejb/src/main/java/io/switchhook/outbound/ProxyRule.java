package io.switchhook.outbound;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.credential.Credential;
import io.switchhook.credential.Credentials;
import io.switchhook.network.Cidr;
import io.switchhook.network.IpLiteral;
import io.switchhook.target.HttpProxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings {@code switchhook.target.proxy}, {@code .proxy-credential} and {@code .no-proxy}. */
final class ProxyRule {
    private static final String PROXY = "switchhook.target.proxy";
    private static final String NO_PROXY = "switchhook.target.no-proxy";
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))");

    private final Settings settings;
    private final Credentials credentials;

    ProxyRule(Settings settings, Credentials credentials) {
        this.settings = settings;
        this.credentials = credentials;
    }

    /**
     * The proxy for calls of {@code host}.
     *
     * @throws InvalidSetting if a setting is wrong: then nothing is called past the proxy
     */
    Optional<HttpProxy> of(String host) {
        return settings.text(PROXY).filter(any -> !isDirect(host)).map(this::proxy);
    }

    private HttpProxy proxy(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            // not quoted: somebody may have put user and password here
            throw new InvalidSetting(PROXY, "something else", "host:port, for example proxy.example.com:3128");
        }
        Optional<HttpProxy.Login> login = settings.text("switchhook.target.proxy-credential")
                .map(credentials::login)
                .map(basic -> login(basic));
        return new HttpProxy(matcher.group(1), port, login);
    }

    private static HttpProxy.Login login(Credential.Basic basic) {
        return new HttpProxy.Login(basic.username(), basic.password());
    }

    private boolean isDirect(String host) {
        List<String> exceptions = settings.list(NO_PROXY);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Optional<InetAddress> address = IpLiteral.parse(bare);
        return exceptions.stream().anyMatch(exception -> covers(exception, bare, address));
    }

    private static boolean covers(String exception, String host, Optional<InetAddress> address) {
        if (address.isPresent()) {
            try {
                return exception.equals("*") || Cidr.parse(exception).contains(address.get());
            } catch (IllegalArgumentException aName) {
                return false;
            }
        }
        String name = exception.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
        return name.equals("*") || host.equals(name) || host.endsWith("." + name);
    }
}
