package io.switchhook.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Answers every call with an empty 200, at once, and counts. Made to cost little: it shares the processors with the server. */
final class FastTarget implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket listener;
    private final AtomicLong calls = new AtomicLong();

    private FastTarget(ServerSocket listener) {
        this.listener = listener;
    }

    static FastTarget start() throws IOException {
        FastTarget target = new FastTarget(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        thread(target::accept);
        return target;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/chats");
    }

    long calls() {
        return calls.get();
    }

    void forget() {
        calls.set(0);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                thread(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream())) {
            for (int length = length(in); length >= 0; length = length(in)) {
                in.skipNBytes(length);
                calls.incrementAndGet();
                connection.getOutputStream().write(ANSWER);
            }
        } catch (IOException gone) {
            // so is its caller
        }
    }

    /** Reads a request's head; its Content-Length, or -1 at the end of the connection. */
    private static int length(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        boolean any = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            String header = line.toString().strip().toLowerCase(Locale.ROOT);
            if (header.isEmpty() && any) {
                return length;
            }
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            any = true;
            line.setLength(0);
        }
        return -1;
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "target");
        thread.setDaemon(true);
        thread.start();
    }
}
