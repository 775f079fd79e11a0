package io.switchhook.target;

import io.switchhook.target.NotConnected.Why;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Connects to addresses that may be connected to, and no longer than allowed. The address checked is the very one connected
 * to: between the two there is no second look-up that could answer differently.
 */
final class CheckedConnect implements HttpClientConnectionOperator {
    private static final int MOST_ADDRESSES = 8;
    /** Behind a proxy names of the Internet are often unknown, and a dead name server must not cost the call. */
    private static final Duration LOOK_UP_FOR_PROXY = Duration.ofSeconds(1);

    private final HttpClientConnectionOperator plain;
    private final NameLookup names;
    private final Watchdog watchdog;

    CheckedConnect(HttpClientConnectionOperator plain, NameLookup names, Watchdog watchdog) {
        this.plain = plain;
        this.names = names;
        this.watchdog = watchdog;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            NamedEndpoint name,
            Path unixDomainSocket,
            InetSocketAddress localAddress,
            Timeout connectTimeout,
            SocketConfig socketConfig,
            Object attachment,
            HttpContext context)
            throws IOException {
        Exchange exchange = Exchange.of(context);
        exchange.connecting();
        Duration limit = exchange.call().connectLimit();
        Deadline deadline = exchange.call().deadline().orEarlier(limit);
        // The deadline's end closes whatever socket the connection has, in the middle of a TLS handshake too.
        Watchdog.Watch watch = watchdog.at(deadline, () -> connection.close(CloseMode.IMMEDIATE));
        try {
            List<InetAddress> addresses = addresses(host, exchange.call(), deadline);
            for (int i = 0; i < addresses.size(); i++) {
                boolean last = i == addresses.size() - 1;
                HttpHost exact =
                        new HttpHost(host.getSchemeName(), addresses.get(i), host.getHostName(), host.getPort());
                Timeout share =
                        Timeout.ofMilliseconds(Math.max(1, deadline.left().toMillis() / (addresses.size() - i)));
                try {
                    plain.connect(
                            connection, exact, name, null, localAddress, share, socketConfig, attachment, context);
                    return;
                } catch (IOException failure) {
                    if (last || deadline.hasPassed()) {
                        throw failure;
                    }
                }
            }
        } catch (IOException failure) {
            throw byProxy(exchange.call(), explained(failure, host, limit, deadline));
        } finally {
            watch.callOff();
        }
    }

    private List<InetAddress> addresses(HttpHost host, TargetCall call, Deadline deadline) throws IOException {
        if (call.way().proxy().isEmpty()) {
            return acceptable(host, call, deadline);
        }
        checkForProxy(call, deadline);
        // Whoever configured the proxy has allowed it.
        List<InetAddress> addresses = names.addresses(host.getHostName(), deadline);
        return addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()));
    }

    /** The proxy connects to what it looks up itself; what we find out here is only what we can refuse before. */
    private void checkForProxy(TargetCall call, Deadline deadline) throws IOException {
        List<InetAddress> found;
        try {
            found = names.addresses(call.target().host(), deadline.orEarlier(LOOK_UP_FOR_PROXY));
        } catch (UnknownHostException | SocketTimeoutException onlyTheProxyKnows) {
            return;
        }
        for (InetAddress address : found) {
            Optional<String> reason = call.way().egress().refusal(address);
            if (reason.isPresent()) {
                throw refused(reason.get());
            }
        }
    }

    private static NotConnected refused(String reason) {
        return new NotConnected(
                Why.REFUSED, "address " + reason + ", which switchhook.egress.allow does not list", null);
    }

    private static NotConnected byProxy(TargetCall call, NotConnected failure) {
        return call.way()
                .proxy()
                .filter(proxy -> failure.why() != Why.REFUSED)
                .map(proxy -> new NotConnected(
                        failure.why(), "proxy " + proxy + ": " + failure.getMessage(), failure.getCause()))
                .orElse(failure);
    }

    private List<InetAddress> acceptable(HttpHost host, TargetCall call, Deadline deadline) throws IOException {
        List<InetAddress> acceptable = new ArrayList<>();
        Optional<String> refusal = Optional.empty();
        for (InetAddress address : names.addresses(host.getHostName(), deadline)) {
            Optional<String> reason = call.way().egress().refusal(address);
            if (reason.isEmpty()) {
                acceptable.add(address);
            } else if (refusal.isEmpty()) {
                refusal = reason;
            }
        }
        if (acceptable.isEmpty()) {
            throw refused(refusal.orElse("of the host is missing"));
        }
        return acceptable.subList(0, Math.min(MOST_ADDRESSES, acceptable.size()));
    }

    private static NotConnected explained(IOException failure, HttpHost host, Duration limit, Deadline deadline) {
        if (failure instanceof NotConnected known) {
            return known;
        }
        if (deadline.hasPassed() || failure instanceof SocketTimeoutException) {
            return new NotConnected(Why.TIMED_OUT, "no connection within " + limit, failure);
        }
        if (failure instanceof UnknownHostException) {
            return new NotConnected(Why.OTHER, "host name " + host.getHostName() + " cannot be resolved", failure);
        }
        if (failure instanceof InterruptedIOException) {
            return new NotConnected(Why.OTHER, "interrupted while connecting", failure);
        }
        if (failure instanceof SSLException && !isBrokenOff(failure)) {
            return new NotConnected(
                    Why.OTHER, "TLS handshake failed: " + Sentences.shown(failure.getMessage()), failure);
        }
        if (failure instanceof SSLException || failure instanceof SocketException) {
            return new NotConnected(Why.BROKEN, "no connection: " + Sentences.connectReason(failure), failure);
        }
        return new NotConnected(Why.OTHER, "no connection: " + Sentences.shown(failure.getMessage()), failure);
    }

    private static boolean isBrokenOff(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException || cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            InetSocketAddress localAddress,
            TimeValue connectTimeout,
            SocketConfig socketConfig,
            HttpContext context)
            throws IOException {
        connect(connection, host, null, null, localAddress, null, socketConfig, null, context);
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) throws IOException {
        upgrade(connection, host, null, null, context);
    }

    @Override
    public void upgrade(
            ManagedHttpClientConnection connection,
            HttpHost host,
            NamedEndpoint name,
            Object attachment,
            HttpContext context)
            throws IOException {
        Exchange exchange = Exchange.of(context);
        exchange.tunnelled();
        try {
            plain.upgrade(connection, host, name, attachment, context);
        } catch (IOException failure) {
            throw explained(
                    failure,
                    host,
                    exchange.call().limits().whole(),
                    exchange.call().deadline());
        }
    }
}
