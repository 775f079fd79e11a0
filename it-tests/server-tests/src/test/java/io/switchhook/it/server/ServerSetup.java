package io.switchhook.it.server;

import io.switchhook.it.postgres.PostgresDatabase;
import io.switchhook.it.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server is started with; later settings replace earlier ones of the same name. */
public final class ServerSetup {
    final ServerTemplate template;
    final Path base;
    final ServerPorts ports;
    final Map<String, Path> deployments = new LinkedHashMap<>();
    final Map<String, String> properties = new LinkedHashMap<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final List<String> javaOptions = new ArrayList<>();
    final List<Path> configuration = new ArrayList<>();
    final Map<String, Path> files = new LinkedHashMap<>();
    Runnable newStore = () -> {};
    boolean keepData;
    boolean foreground;

    /** @param base the instance's base directory; replaced when the server is created, unless {@link #keepingData} */
    public ServerSetup(ServerTemplate template, Path base, ServerPorts ports) {
        this.template = template;
        this.base = base.toAbsolutePath();
        this.ports = ports;
    }

    /** Deploys the archive when the server starts, under its own file name. */
    public ServerSetup deploy(Path archive) {
        return deploy(archive, archive.getFileName().toString());
    }

    /** Deploys the archive when the server starts, under the given file name. */
    public ServerSetup deploy(Path archive, String name) {
        deployments.put(name, archive);
        return this;
    }

    /** A system property of the server's process, for example a setting. */
    public ServerSetup property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** One more source: of interactions, in requests that are signed with the secret. */
    public ServerSetup source(String name, String secret) {
        properties.merge("switchhook.sources", name, (others, another) -> others + "," + another);
        return property("switchhook.source." + name + ".adapter", "interactions")
                .property("switchhook.source." + name + ".verification", "hub-sha1")
                .property("switchhook.source." + name + ".secrets", secret);
    }

    /** Keeps its data in a database of this name, which is made anew when the server is created, unless {@link #keepingData}. */
    public ServerSetup storingIn(PostgresServer postgres, String database) {
        newStore = () -> postgres.createDatabase(database);
        return storingIn(postgres.database(database));
    }

    /** Keeps its data in a database that is there, perhaps shared with other servers. */
    public ServerSetup storingIn(PostgresDatabase database) {
        return environment("SWITCHHOOK_DATASOURCE_URL", database.url() + "?socketTimeout=60&tcpKeepAlive=true")
                .environment("SWITCHHOOK_DATASOURCE_USER", database.user())
                .environment("SWITCHHOOK_DATASOURCE_PASSWORD", database.password());
    }

    /** An environment variable of the server's process. */
    public ServerSetup environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** An option of the server's JVM, for example {@code -javaagent:…}. */
    public ServerSetup javaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    /** A file of configuration for this instance, of the kind its server reads. */
    public ServerSetup configuration(Path file) {
        configuration.add(file);
        return this;
    }

    /** A file for this instance, at a place below the server's own directory. */
    public ServerSetup file(Path file, String place) {
        files.put(place, file);
        return this;
    }

    /** Keeps what an earlier instance with the same base directory has stored; configuration and deployments are replaced. */
    public ServerSetup keepingData() {
        keepData = true;
        return this;
    }

    /** The server's console is this process' standard output, and it shuts down in order when this process ends. */
    public ServerSetup inForeground() {
        foreground = true;
        return this;
    }

    /** Ready in half the time, and two of them fit on a small machine; what was set replaces that. */
    List<String> javaOptions() {
        List<String> options =
                new ArrayList<>(List.of("-Xms64m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        options.addAll(javaOptions);
        return options;
    }

    /** Makes the instance's directory; starts nothing. */
    public ServerProcess create() {
        return new ServerProcess(this);
    }
}
