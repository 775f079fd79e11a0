package io.switchhook.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An HTTP server on a loopback port that keeps what it received and answers as told: first the answers given with
 * {@link #thenAnswer}, one each, then what {@link #alwaysAnswer} says, at first an empty 200. Safe for many threads.
 */
public final class HttpTarget implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "http-target");
        thread.setDaemon(true);
        return thread;
    });
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Consumer<ReceivedRequest>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<ReceivedRequest, Answer> otherwise = request -> Answer.status(200);

    private HttpTarget(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port. */
    public static HttpTarget start() {
        return start(0);
    }

    /** @throws UncheckedIOException if the port is in use */
    public static HttpTarget start(int port) {
        try {
            HttpTarget target =
                    new HttpTarget(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            target.server.createContext("/", target::handle);
            target.server.setExecutor(target.threads);
            target.server.start();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    /** The target's address with this path, which begins with a slash. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers the next requests, one each, in order. */
    public HttpTarget thenAnswer(Answer... answers) {
        next.addAll(List.of(answers));
        return this;
    }

    /** Answers like this when no answer of its own is left for a request. */
    public HttpTarget alwaysAnswer(Function<ReceivedRequest, Answer> answer) {
        otherwise = answer;
        return this;
    }

    /** Tells about each request, on the request's thread, before it is answered. */
    public HttpTarget onRequest(Consumer<ReceivedRequest> listener) {
        listeners.add(listener);
        return this;
    }

    /** What was received, in order of arrival. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Waits until at least this many requests have come.
     *
     * @throws AssertionError if fewer come in time; the message tells how many
     */
    public List<ReceivedRequest> awaitRequests(int atLeast, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (requests) {
            while (requests.size() < atLeast) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(
                            requests.size() + " of " + atLeast + " requests came within " + atMost.toSeconds() + " s");
                }
                requests.wait(left);
            }
        }
        return requests();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ReceivedRequest request = read(exchange);
            synchronized (requests) {
                requests.add(request);
                requests.notifyAll();
            }
            listeners.forEach(listener -> listener.accept(request));
            Answer planned = next.poll();
            write(exchange, planned == null ? otherwise.apply(request) : planned);
        }
    }

    private static ReceivedRequest read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), header -> List.copyOf(header.getValue())));
        String body = HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes());
        return new ReceivedRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body, Instant.now());
    }

    private void write(HttpExchange exchange, Answer answer) throws IOException {
        try {
            if (closed.await(answer.after().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
