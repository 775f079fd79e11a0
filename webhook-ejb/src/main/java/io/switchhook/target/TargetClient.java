package io.switchhook.target;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client behind {@link TargetConnection}: nothing automatic, everything bounded. */
final class TargetClient {
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_LINE = 16 * 1024;
    // Concurrency is ours to limit, target by target; the pool must not become a second, hidden limit.
    private static final int MOST_CONNECTIONS_PER_TARGET = 1_000;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Timeout KEPT_UNUSED = Timeout.ofSeconds(30);
    private static final TimeValue KEPT_AT_ALL = TimeValue.ofMinutes(5);
    private static final TimeValue TRUSTED_UNUSED = TimeValue.ofSeconds(1);

    private TargetClient() {}

    static CloseableHttpClient create(NameLookup names, Watchdog watchdog) {
        ByTheWay way = new ByTheWay();
        return HttpClientBuilder.create()
                .setRoutePlanner(way)
                .setConnectionManager(connections(names, watchdog, way))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setProtocolUpgradeEnabled(false)
                        .setExpectContinueEnabled(false)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setHardCancellationEnabled(true)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Switchhook/" + version())
                .evictIdleConnections(KEPT_UNUSED)
                .evictExpiredConnections()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(
            NameLookup names, Watchdog watchdog, TlsSocketStrategy tls) {
        return new CheckedConnections(names, watchdog)
                .setTlsSocketStrategy(tls)
                .setDnsResolver(new NoSecondLookup())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxEmptyLineCount(10)
                                .build())
                        .charCodingConfig(CharCodingConfig.custom()
                                .setCharset(StandardCharsets.UTF_8)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setIdleTimeout(KEPT_UNUSED)
                        .setTimeToLive(KEPT_AT_ALL)
                        .setValidateAfterInactivity(TRUSTED_UNUSED)
                        .build())
                .setMaxConnPerRoute(MOST_CONNECTIONS_PER_TARGET)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .build();
    }

    /** A pool that connects by {@link CheckedConnect}. */
    private static final class CheckedConnections extends PoolingHttpClientConnectionManagerBuilder {
        private final NameLookup names;
        private final Watchdog watchdog;

        CheckedConnections(NameLookup names, Watchdog watchdog) {
            this.names = names;
            this.watchdog = watchdog;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy tls) {
            return new CheckedConnect(super.createConnectionOperator(ports, resolver, tls), names, watchdog);
        }
    }

    /** Stands where a look-up behind the check would be. */
    private static final class NoSecondLookup implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("unchecked look-up of " + host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** The version that Maven writes into the jar. */
    private static String version() {
        try (InputStream in =
                TargetClient.class.getResourceAsStream("/META-INF/maven/io.switchhook/webhook-ejb/pom.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unpackaged");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
