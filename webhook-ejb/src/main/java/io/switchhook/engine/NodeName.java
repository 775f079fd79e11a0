package io.switchhook.engine;

import io.switchhook.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Names this node and this life of it, so that what an earlier life left half done is found at once. The node's name is
 * {@code switchhook.node}, else the server's ({@code jboss.node.name}), else the host's; it must differ between nodes that share
 * a database.
 */
@ApplicationScoped
public class NodeName {
    private final String node;
    private final String life;

    @Inject
    public NodeName(Settings settings) {
        this(settings.text("switchhook.node")
                .or(() -> settings.text("jboss.node.name"))
                .orElseGet(NodeName::host));
    }

    NodeName(String node) {
        // The owner column holds 64 characters, and % and _ mean something to LIKE.
        String plain = node.replaceAll("[^A-Za-z0-9.:-]", "-");
        this.node = plain.length() <= 40 ? plain : plain.substring(0, 40);
        this.life = this.node + "/" + UUID.randomUUID().toString().substring(0, 13);
    }

    protected NodeName() {
        this(""); // for the CDI client proxy
    }

    /** The node, the same after a restart. */
    String node() {
        return node;
    }

    /** This life of the node, another after a restart. */
    String life() {
        return life;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "node";
        }
    }
}
