package io.switchhook.target;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.switchhook.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A target of {@code https} that answers 200. */
final class TlsTarget implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
    private final SSLContext client;

    private TlsTarget(HttpsServer server, SSLContext client) {
        this.server = server;
        this.client = client;
    }

    static TlsTarget start(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path keys = Certificates.keyStore(directory.resolve("tls-target.p12"), "target");
        Path trust = Certificates.trustStore(directory.resolve("tls-trust.p12"), keys);
        TlsTarget target = new TlsTarget(
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                Certificates.context(keys, trust));
        target.server.setHttpsConfigurator(new HttpsConfigurator(Certificates.context(keys, trust)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters all = getSSLContext().getDefaultSSLParameters();
                parameters.setSSLParameters(all);
            }
        });
        target.server.createContext("/", exchange -> {
            target.requests.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        target.server.setExecutor(target.threads);
        target.server.start();
        return target;
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Map<String, List<String>>> requests() {
        return requests;
    }

    /** Trusts the target. */
    ClientTls client() {
        return new ClientTls(client);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
