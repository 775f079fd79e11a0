package io.switchhook.web.desk;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.desk.Listener;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The connection of one desk: what is offered waits here until the network takes it, which no thread waits for. Too much of it, and the
 * desk is taken for gone: it comes again and is sent what it missed.
 */
final class DeskConnection implements Listener, WriteListener, AsyncListener {
    /** Bytes that may wait. */
    static final int MOST_WAITING = 1024 * 1024;

    private static final Logger LOG = System.getLogger(DeskConnection.class.getName());

    private final Runnable left;
    // All guarded by this.
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int size;
    private boolean unflushed;
    private AsyncContext context;
    private ServletOutputStream stream;
    /** Whether the server has called for output: before that the stream would wait for the network. */
    private boolean called;

    private boolean over;

    /** @param left what to do when the desk has gone */
    DeskConnection(Runnable left) {
        this.left = left;
    }

    /** From now on what was offered can be sent. */
    void open(AsyncContext asyncContext, ServletOutputStream output) {
        synchronized (this) {
            context = asyncContext;
            stream = output;
            if (over) {
                asyncContext.complete();
                return;
            }
        }
        asyncContext.addListener(this);
        output.setWriteListener(this);
    }

    @Override
    public boolean offer(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        boolean tooMuch;
        synchronized (this) {
            if (over) {
                return false;
            }
            tooMuch = size + bytes.length > MOST_WAITING;
            if (!tooMuch) {
                waiting.add(bytes);
                size += bytes.length;
            }
        }
        if (tooMuch) {
            LOG.log(DEBUG, "A desk is too slow");
            end();
            return false;
        }
        write();
        return true;
    }

    @Override
    public synchronized boolean isDrained() {
        return called && waiting.isEmpty() && !unflushed;
    }

    @Override
    public void end() {
        AsyncContext open;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            open = context;
        }
        left.run();
        if (open != null) {
            try {
                open.complete();
            } catch (IllegalStateException alreadyOver) {
                LOG.log(DEBUG, "A desk had gone", alreadyOver);
            }
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            called = true;
        }
        write();
    }

    private void write() {
        try {
            synchronized (this) {
                while (called && !over && stream.isReady()) {
                    if (!waiting.isEmpty()) {
                        byte[] bytes = waiting.remove();
                        size -= bytes.length;
                        unflushed = true;
                        stream.write(bytes);
                    } else if (unflushed) {
                        unflushed = false;
                        stream.flush();
                    } else {
                        return;
                    }
                }
            }
        } catch (IOException | IllegalStateException gone) {
            onError(gone);
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(DEBUG, "A desk has gone", failure);
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (this) {
            over = true;
            waiting.clear();
        }
        left.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is not started again
    }
}
