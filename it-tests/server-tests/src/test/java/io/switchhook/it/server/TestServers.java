package io.switchhook.it.server;

import java.nio.file.Path;

/** The servers of this build's tests: where the build has put things, told by system properties. */
public final class TestServers {
    private TestServers() {}

    /** A server with nothing deployed, in {@code target/servers/<name>}, on free ports. */
    public static ServerSetup empty(String name) {
        ServerTemplate template = new ServerTemplate(path("it.wildfly"), path("it.template"));
        return new ServerSetup(template, path("it.servers").resolve(name), ServerPorts.free());
    }

    /** A server that the shipped EAR is deployed to. */
    public static ServerSetup withSwitchhook(String name) {
        return empty(name).deploy(ear());
    }

    /** The shipped EAR, {@code switchhook.ear}. */
    public static Path ear() {
        return path("it.ear");
    }

    /** The sample host application, {@code host-app.war}. */
    public static Path hostApp() {
        return path("it.host-app");
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("System property " + property + " is set by mvn verify only");
        }
        return Path.of(value);
    }
}
