package io.switchhook.web.hook;

import io.switchhook.intake.Refusal;
import io.switchhook.intake.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Reads a body of unknown length within a size and a time. */
final class BodyReader {
    /** Room for what most senders send; more is made as more comes. */
    private static final int ROOM = 4 << 10;

    private final Duration patience;
    private final LongSupplier nanoTime;

    /**
     * @param patience for the whole body
     * @param nanoTime as {@link System#nanoTime}
     */
    BodyReader(Duration patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads to the end, never much more than {@code limit} bytes.
     *
     * @throws RefusedBody if the body is larger than {@code limit} bytes, is not complete in time, or breaks off
     */
    byte[] read(InputStream in, int limit) throws RefusedBody {
        try {
            return readToEnd(in, limit);
        } catch (InterruptedIOException silent) {
            // what the server's own time-out and that of a socket have in common
            throw new RefusedBody(Refusals.bodyTooSlow(patience.toSeconds()));
        } catch (IOException broken) {
            throw new RefusedBody(Refusals.bodyIncomplete());
        }
    }

    private byte[] readToEnd(InputStream in, int limit) throws IOException, RefusedBody {
        long start = nanoTime.getAsLong();
        byte[] body = new byte[ROOM];
        int size = 0;
        for (int read = next(in, body, size); read >= 0; read = next(in, body, size)) {
            if (read > limit - size) {
                throw new RefusedBody(Refusals.bodyTooLarge(limit));
            }
            if (nanoTime.getAsLong() - start > patience.toNanos()) {
                throw new RefusedBody(Refusals.bodyTooSlow(patience.toSeconds()));
            }
            size += read;
            if (size == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(2L * size, (long) limit + ROOM));
            }
        }
        return Arrays.copyOf(body, size);
    }

    /**
     * The next bytes.
     *
     * @throws IOException also where Undertow's stream fails with a {@link NullPointerException}, as it does if the connection is
     *     closed while it is read (UNDERTOW-2403), or with an {@link IllegalArgumentException}, as it does if what stands behind the
     *     last chunk is no header; what else it may throw is no fault of the sender's
     */
    private static int next(InputStream in, byte[] body, int from) throws IOException {
        try {
            return in.read(body, from, body.length - from);
        } catch (NullPointerException | IllegalArgumentException broken) {
            throw new IOException("The body's stream failed", broken);
        }
    }

    /** The body is not taken. */
    static final class RefusedBody extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        RefusedBody(Refusal refusal) {
            super(refusal.detail(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
