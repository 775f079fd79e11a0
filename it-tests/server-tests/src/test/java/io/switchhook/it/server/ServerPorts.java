package io.switchhook.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports a server listens on, all on loopback.
 *
 * @param http hooks and admin API
 * @param https not used, but opened by the server
 * @param management health
 */
public record ServerPorts(int http, int https, int management) {
    /** Ports nobody listens on now. */
    public static ServerPorts free() {
        List<Integer> ports = freePorts(3);
        return new ServerPorts(ports.get(0), ports.get(1), ports.get(2));
    }

    /** The HTTP port as given; of the others the usual ones where nobody listens on them. */
    public static ServerPorts withHttp(int http) {
        List<Integer> spare = freePorts(2);
        return new ServerPorts(http, isFree(8443) ? 8443 : spare.get(0), isFree(9990) ? 9990 : spare.get(1));
    }

    /** Whether a server could listen on this port of the loopback address. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** One nobody listens on now. */
    static int freePort() {
        return freePorts(1).get(0);
    }

    private static List<Integer> freePorts(int count) {
        List<Integer> ports = new ArrayList<>();
        openUntil(count, ports);
        return ports;
    }

    /** All are held at the same time, so they differ. */
    private static void openUntil(int count, List<Integer> ports) {
        if (ports.size() < count) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.add(socket.getLocalPort());
                openUntil(count, ports);
            } catch (IOException e) {
                throw new UncheckedIOException("No free port", e);
            }
        }
    }
}
