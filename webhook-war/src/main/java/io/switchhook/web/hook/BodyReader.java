package io.switchhook.web.hook;

import io.switchhook.intake.Refusal;
import io.switchhook.intake.Refusals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads a body of unknown length within a size and a time. */
final class BodyReader {
    private static final int CHUNK = 8 << 10;

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
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.min(limit, CHUNK));
        byte[] chunk = new byte[CHUNK];
        for (int read = next(in, chunk); read >= 0; read = next(in, chunk)) {
            if (read > limit - body.size()) {
                throw new RefusedBody(Refusals.bodyTooLarge(limit));
            }
            if (nanoTime.getAsLong() - start > patience.toNanos()) {
                throw new RefusedBody(Refusals.bodyTooSlow(patience.toSeconds()));
            }
            body.write(chunk, 0, read);
        }
        return body.toByteArray();
    }

    /**
     * The next bytes.
     *
     * @throws IOException also where Undertow's stream fails with a {@link NullPointerException}, as it does if the connection is
     *     closed while it is read (UNDERTOW-2403), or with an {@link IllegalArgumentException}, as it does if what stands behind the
     *     last chunk is no header; what else it may throw is no fault of the sender's
     */
    private static int next(InputStream in, byte[] chunk) throws IOException {
        try {
            return in.read(chunk);
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
