package io.switchhook.bench.load;

import io.switchhook.bench.load.Answers.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Keeps a number of connections busy, each with one request at a time (closed loop), from one thread: the server shares the
 * processors with it.
 */
final class Load {
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private final URI target;
    private final int connections;
    private final SignedRequest request;
    private final String run;
    private long number;

    /** @param run tells its ids apart from those of others, 8 characters */
    Load(URI target, int connections, SignedRequest request, String run) {
        this.target = target;
        this.connections = connections;
        this.request = request;
        this.run = run;
    }

    /**
     * What came of it.
     *
     * @param latencies of answers 200, nanoseconds
     * @param errors other answers, and connections that broke
     * @param lastError why, empty without errors
     */
    record Outcome(Histogram latencies, long errors, String lastError, long startedAt, Duration took) {}

    private static final class Connection {
        private final Answers answers = new Answers();
        private long sentAt;
    }

    /** Sends for so long, then waits for the answers under way. */
    Outcome send(Duration time) throws IOException {
        Histogram latencies = new Histogram(LONGEST, 3);
        long errors = 0;
        String lastError = "";
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                open(selector);
            }
            long startedAt = System.currentTimeMillis();
            long start = System.nanoTime();
            long end = start + time.toNanos();
            for (SelectionKey key : selector.keys()) {
                post(key);
            }
            int busy = connections;
            while (busy > 0 && System.nanoTime() - end < LONGEST) {
                selector.select(1_000);
                for (Iterator<SelectionKey> ready = selector.selectedKeys().iterator(); ready.hasNext(); ) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    try {
                        Optional<Answer> answer = read(key);
                        if (answer.isEmpty()) {
                            continue;
                        }
                        if (answer.get().status() == 200) {
                            latencies.recordValue(Math.min(LONGEST, System.nanoTime() - sentAt(key)));
                        } else {
                            errors++;
                            lastError = "status " + answer.get().status();
                        }
                        if (answer.get().closes()) {
                            key = reopened(selector, key);
                        }
                    } catch (IOException | IllegalStateException broken) {
                        errors++;
                        lastError = broken.toString();
                        key = reopened(selector, key);
                    }
                    if (System.nanoTime() < end) {
                        post(key);
                    } else {
                        busy--;
                    }
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new Outcome(latencies, errors + busy, busy > 0 ? "no answer" : lastError, startedAt, took);
        }
    }

    private SelectionKey open(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(target.getHost(), target.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, new Connection());
    }

    private SelectionKey reopened(Selector selector, SelectionKey key) throws IOException {
        key.channel().close();
        return open(selector);
    }

    private void post(SelectionKey key) throws IOException {
        ByteBuffer bytes = request.numbered(run, number++);
        ((Connection) key.attachment()).sentAt = System.nanoTime();
        SocketChannel channel = (SocketChannel) key.channel();
        while (bytes.hasRemaining()) { // fits into the socket's buffer, which is empty
            channel.write(bytes);
        }
    }

    private static Optional<Answer> read(SelectionKey key) throws IOException {
        Answers answers = ((Connection) key.attachment()).answers;
        if (((SocketChannel) key.channel()).read(answers.buffer()) < 0) {
            throw new IOException("the server closed the connection");
        }
        return answers.next();
    }

    private static long sentAt(SelectionKey key) {
        return ((Connection) key.attachment()).sentAt;
    }
}
