package io.switchhook.target;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Addresses of host names, within a time: a look-up cannot be interrupted, so it runs in a thread of its own that the caller
 * leaves behind when it hangs. Look-ups of one name share a thread, so a name whose server is dead costs one.
 */
final class NameLookup implements AutoCloseable {
    private static final int MOST_AT_ONCE = 64;

    /** Where names are looked up. */
    interface NameService {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final NameService service;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named("switchhook-name-lookup"));
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    NameLookup(NameService service) {
        this.service = service;
    }

    /**
     * All addresses of {@code host}, a name or an address in any form the system understands.
     *
     * @throws UnknownHostException if it has none
     * @throws SocketTimeoutException if the answer does not come before the deadline
     */
    List<InetAddress> addresses(String host, Deadline deadline) throws IOException {
        try {
            return lookUp(host).get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            throw new SocketTimeoutException("name look-up");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException) {
                throw new UnknownHostException(host);
            }
            boolean tooMany = failed.getCause() instanceof RejectedExecutionException;
            throw new IOException(tooMany ? "too many name look-ups hang" : "name look-up failed", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("name look-up was interrupted");
        }
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> fresh = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> shared = underWay.putIfAbsent(host, fresh);
        if (shared != null) {
            return shared;
        }
        try {
            threads.execute(() -> complete(fresh, host));
        } catch (RejectedExecutionException tooMany) {
            fail(fresh, host, tooMany);
        } catch (RuntimeException | Error noThread) {
            fail(fresh, host, noThread);
            throw noThread;
        }
        return fresh;
    }

    private void complete(CompletableFuture<List<InetAddress>> lookUp, String host) {
        try {
            List<InetAddress> addresses = List.of(service.addresses(host));
            underWay.remove(host, lookUp);
            lookUp.complete(addresses);
        } catch (UnknownHostException | RuntimeException failure) {
            fail(lookUp, host, failure);
        } catch (Error failure) {
            // what stays under way is waited for by every later look-up of the name
            fail(lookUp, host, failure);
            throw failure;
        }
    }

    private void fail(CompletableFuture<List<InetAddress>> lookUp, String host, Throwable failure) {
        underWay.remove(host, lookUp);
        lookUp.completeExceptionally(failure);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
