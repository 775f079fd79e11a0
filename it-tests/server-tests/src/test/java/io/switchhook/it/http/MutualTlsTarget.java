package io.switchhook.it.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A target of {@code https} that lets nobody in without a certificate it trusts, and no token but the one that is good. */
public final class MutualTlsTarget implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /**
     * A call that came in.
     *
     * @param principal whom the certificate names
     */
    public record Call(String principal, String authorization) {}

    private MutualTlsTarget(HttpsServer server) {
        this.server = server;
    }

    /** @param answer what it answers, besides 401 where the answer is null; always with {@code Location: /tickets/1} */
    public static MutualTlsTarget start(SSLContext tls, Function<Call, String> answer) throws IOException {
        MutualTlsTarget target =
                new MutualTlsTarget(HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        target.server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asking = getSSLContext().getDefaultSSLParameters();
                asking.setNeedClientAuth(true);
                parameters.setSSLParameters(asking);
            }
        });
        target.server.createContext("/", exchange -> target.serve(exchange, answer));
        target.server.setExecutor(target.threads);
        target.server.start();
        return target;
    }

    private void serve(HttpExchange exchange, Function<Call, String> answer) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Call call = new Call(
                    ((HttpsExchange) exchange)
                            .getSSLSession()
                            .getPeerPrincipal()
                            .getName(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            calls.add(call);
            String text = answer.apply(call);
            exchange.getResponseHeaders().set("Location", "/tickets/1");
            byte[] body = (text == null ? "no" : text).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(text == null ? 401 : 201, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/tickets");
    }

    /** The calls that came in, oldest first. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
