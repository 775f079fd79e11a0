package io.switchhook.target;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.auth.AuthExchange;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Tells the HTTP client's layers the {@link Way} of the call they are asked for. */
final class ByTheWay extends DefaultRoutePlanner implements TlsSocketStrategy {
    private final TlsSocketStrategy runtime = DefaultClientTlsStrategy.createSystemDefault();

    ByTheWay() {
        super(null);
    }

    /** What the context of a call must have before it begins. */
    static HttpClientContext context(Exchange exchange) {
        HttpClientContext context = HttpClientContext.create();
        exchange.putInto(context);
        Way way = exchange.call().way();
        // A kept connection is used again for the same token only, and one without a token for every call.
        context.setUserToken(way.tls().<Object>map(tls -> tls).orElse("no certificate"));
        way.proxy().ifPresent(proxy -> proxy.login().ifPresent(login -> {
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(new UsernamePasswordCredentials(
                    login.username(), login.password().toCharArray()));
            AuthExchange known = new AuthExchange();
            known.select(basic);
            context.setAuthExchange(host(proxy), known);
        }));
        return context;
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpContext context) {
        return Exchange.of(context).call().way().proxy().map(ByTheWay::host).orElse(null);
    }

    private static HttpHost host(HttpProxy proxy) {
        return new HttpHost("http", proxy.host(), proxy.port());
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        TlsSocketStrategy strategy = Exchange.of(context)
                .call()
                .way()
                .tls()
                .<TlsSocketStrategy>map(tls -> new DefaultClientTlsStrategy(tls.context()))
                .orElse(runtime);
        return strategy.upgrade(socket, target, port, attachment, context);
    }
}
