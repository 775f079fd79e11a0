package io.switchhook.target;

import io.switchhook.target.NotConnected.Why;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Calls targets. A call ends at its deadline whatever the target does; redirects are not followed, cookies not kept.
 *
 * <p>A connection that failed is made again once, at once: see {@link #call}.
 */
@ApplicationScoped
public class TargetConnection {
    private static final int MOST_OF_HEADERS = 64 * 1024;

    private final NameLookup.NameService nameService;
    private Watchdog watchdog;
    private NameLookup names;
    private CloseableHttpClient client;

    /** Needs {@link #open} before the first call: the container makes proxies of this class, which must not have clients. */
    public TargetConnection() {
        this(InetAddress::getAllByName);
    }

    TargetConnection(NameLookup.NameService nameService) {
        this.nameService = nameService;
    }

    @PostConstruct
    public void open() {
        watchdog = new Watchdog();
        names = new NameLookup(nameService);
        client = TargetClient.create(names, watchdog);
    }

    /**
     * Calls once; when the connection failed ({@link ConnectionFailed}: refused, broken off before the request was sent, or a
     * kept one that turned out to be closed), once more after 100 ms (MicroProfile Fault Tolerance), inside the same
     * deadline. Refused addresses, unknown names, time-outs and broken answers are not repeated here.
     *
     * <p>Tunable by the standard keys, for example {@code io.switchhook.target.TargetConnection/call/Retry/maxRetries} and
     * {@code io.switchhook.target.TargetConnection/call/Retry/delay}.
     *
     * @throws ConnectionFailed if the connection failed each time
     * @throws CallFailed if there is no answer for another reason
     */
    @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = ConnectionFailed.class)
    public TargetAnswer call(TargetCall call) throws ConnectionFailed, CallFailed {
        if (call.deadline().hasPassed()) {
            throw timedOut(call, null);
        }
        HttpUriRequestBase request = request(call);
        Exchange exchange = new Exchange(call);
        HttpClientContext context = ByTheWay.context(exchange);
        boolean answering = false;
        Watchdog.Watch watch = watchdog.at(call.deadline(), request::cancel);
        try {
            ClassicHttpResponse response = client.executeOpen(host(call.target()), request, context);
            answering = true;
            try {
                if (exchange.isAnsweredByProxy()) {
                    throw tunnelRefused(call, response.getCode());
                }
                return answer(response, call.limits().largestAnswer(), request);
            } finally {
                Closer.closeQuietly(response);
            }
        } catch (NotConnected failure) {
            throw asCallFailed(failure);
        } catch (IOException | RuntimeException failure) {
            if (call.deadline().hasPassed() || failure instanceof SocketTimeoutException) {
                throw timedOut(call, failure);
            }
            if (!answering && exchange.usedKeptConnection() && isStale(failure)) {
                throw new ConnectionFailed("the kept connection was closed by the target", failure);
            }
            throw CallFailed.unanswered(sentence(failure, answering), failure);
        } finally {
            watch.callOff();
        }
    }

    private static HttpUriRequestBase request(TargetCall call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        call.body().ifPresent(body -> {
            // Header and entity both: the content type goes out exactly as it was given.
            request.setHeader("Content-Type", body.type());
            request.setEntity(new ByteArrayEntity(body.bytes(), null));
        });
        return request;
    }

    private static HttpHost host(TargetAddress target) {
        return new HttpHost(target.scheme(), target.host(), target.port());
    }

    private static TargetAnswer answer(ClassicHttpResponse response, int largest, HttpUriRequestBase request)
            throws IOException {
        byte[] bytes = body(response, largest, request);
        boolean truncated = bytes.length > largest;
        return new TargetAnswer(
                response.getCode(),
                headers(response),
                new Content(
                        Optional.ofNullable(response.getFirstHeader("Content-Type"))
                                .map(Header::getValue)
                                .orElse(""),
                        truncated ? Arrays.copyOf(bytes, largest) : bytes),
                truncated);
    }

    /** The body, or one byte more of it than wanted. */
    private static byte[] body(ClassicHttpResponse response, int largest, HttpUriRequestBase request)
            throws IOException {
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        if (content == null) {
            return new byte[0];
        }
        boolean whole = false;
        try {
            byte[] bytes = content.readNBytes(largest + 1);
            whole = bytes.length <= largest;
            return bytes;
        } finally {
            if (!whole) {
                // Else closing the answer would read the rest of it, however long that is, to keep the connection.
                request.cancel();
            }
        }
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        int room = MOST_OF_HEADERS;
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            room -= header.getName().length() + value.length();
            if (room < 0) {
                break;
            }
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (one, next) -> one + ", " + next);
        }
        return headers;
    }

    private static CallFailed tunnelRefused(TargetCall call, int status) {
        return CallFailed.unanswered(
                "proxy " + call.way().proxy().orElseThrow() + " made no connection to the target: it answered "
                        + status,
                null);
    }

    private static boolean isStale(Exception failure) {
        return failure instanceof NoHttpResponseException
                || failure instanceof SocketException
                || failure instanceof ConnectionClosedException;
    }

    private static CallFailed asCallFailed(NotConnected failure) throws ConnectionFailed {
        if (failure.why() == Why.BROKEN) {
            throw new ConnectionFailed(failure.getMessage(), failure);
        }
        return switch (failure.why()) {
            case REFUSED -> CallFailed.refused(failure.getMessage(), failure);
            case TIMED_OUT -> CallFailed.timedOut(failure.getMessage(), failure);
            default -> CallFailed.unanswered(failure.getMessage(), failure);
        };
    }

    private static CallFailed timedOut(TargetCall call, Exception failure) {
        return CallFailed.timedOut("no complete answer within " + call.limits().whole(), failure);
    }

    private static String sentence(Exception failure, boolean answering) {
        if (isStale(failure)) {
            return answering ? "the answer was broken off" : "the connection was closed before an answer came";
        }
        // What the parser says may quote the answer, and a target may answer with our own headers.
        if (failure instanceof SSLException) {
            return "TLS failed: " + Sentences.shown(failure.getMessage());
        }
        if (failure instanceof MessageConstraintException) {
            return "the answer's head is too large";
        }
        return failure instanceof ZipException ? "the answer cannot be decompressed" : "the answer is not valid HTTP";
    }

    @PreDestroy
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        names.close();
        watchdog.close();
    }
}
