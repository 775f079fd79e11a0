package io.switchhook.it.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A target on a loopback port that answers as no HTTP server would: it reads a request's head and then does as told, and closes. */
public final class RawTarget implements AutoCloseable {
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-target");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Writes an answer, or what is none. */
    public interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private RawTarget(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens on a free port. */
    public static RawTarget start(Behaviour behaviour) {
        try {
            RawTarget target = new RawTarget(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            target.threads.execute(() -> target.accept(behaviour));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen", e);
        }
    }

    /** The address with the path {@code /call}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/call");
    }

    /** Text for the wire. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void accept(Behaviour behaviour) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(behaviour, socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Behaviour behaviour, Socket socket) {
        try (socket) {
            if (readHead(socket.getInputStream())) {
                behaviour.answer(socket.getOutputStream());
            }
        } catch (IOException clientIsGone) {
            // the tests look at the client's side
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return true;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        } finally {
            threads.shutdownNow();
        }
    }
}
