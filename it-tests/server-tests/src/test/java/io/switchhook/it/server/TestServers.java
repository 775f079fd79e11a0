package io.switchhook.it.server;

import java.nio.file.Path;

/** The servers of this build's tests: where the build has put things, told by system properties. */
public final class TestServers {
    private static final Path CONFIGURATIONS = Path.of("src/test");

    private TestServers() {}

    /** A server with nothing deployed, in {@code target/servers/<product>/<name>}, on free ports, with a store of its own. */
    public static ServerSetup empty(String name) {
        ServerProduct product = ServerProduct.named(product(), path("it.home"));
        ServerTemplate template = new ServerTemplate(product, path("it.template"));
        ServerSetup setup = new ServerSetup(template, path("it.servers").resolve(name), ServerPorts.free());
        if (System.getProperty("it.classes") != null) {
            FirstStart.use(path("it.classes"), setup);
        }
        TestStore.use(setup, product() + "-" + name);
        return setup;
    }

    /** A server that the shipped EAR is deployed to. */
    public static ServerSetup withSwitchhook(String name) {
        return empty(name).deploy(ear());
    }

    /** {@code wildfly} or {@code liberty}. */
    public static String product() {
        return property("it.server");
    }

    /** A file of configuration for the server under test: {@code src/test/<product>/<name>}, with the ending its files have. */
    public static Path configuration(String name) {
        return CONFIGURATIONS.resolve(product()).resolve(name + ending());
    }

    /** Lets a server use this broker, by the shipped configuration. */
    public static ServerSetup at(Artemis broker, ServerSetup setup) {
        Path shipped = path("it.artemis-configuration").resolve("switchhook-remote-broker" + ending());
        if (product().equals("wildfly")) {
            setup.configuration(shipped);
        } else {
            setup.file(shipped, "configDropins/overrides/switchhook-remote-broker.xml")
                    .file(path("it.artemis-client"), "broker/artemis-client.jar");
        }
        return setup.property("switchhook.broker.url", "tcp://127.0.0.1:" + broker.port())
                .environment("SWITCHHOOK_BROKER_USER", Artemis.USER)
                .environment("SWITCHHOOK_BROKER_PASSWORD", Artemis.PASSWORD);
    }

    /** A broker of its own without data, in {@code target/servers/<product>/<name>}, on a free port. */
    public static Artemis broker(String name) {
        return new Artemis(
                path("it.artemis"),
                path("it.servers").resolve(name),
                path("it.artemis-configuration").resolve("broker.xml"));
    }

    /** The shipped EAR, {@code switchhook.ear}. */
    public static Path ear() {
        return path("it.ear");
    }

    /** The sample host application, {@code host-app.war}. */
    public static Path hostApp() {
        return path("it.host-app");
    }

    private static String ending() {
        return product().equals("wildfly") ? ".cli" : ".xml";
    }

    private static Path path(String property) {
        return Path.of(property(property));
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("System property " + name + " is set by mvn verify only");
        }
        return value;
    }
}
