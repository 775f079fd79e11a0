package io.switchhook.security;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where this server keeps what must outlive a restart.
 *
 * @param path a directory, perhaps not there yet
 */
record ServerDirectory(Path path) {

    /**
     * WildFly's data directory, {@code data} in Open Liberty's output directory, else {@code .switchhook} in the home of the user who runs
     * the server. Never the directory for temporary files: others may put a file there first, and it is emptied.
     */
    static ServerDirectory of(Function<String, String> systemProperty) {
        return new ServerDirectory(known(systemProperty, "jboss.server.data.dir")
                .or(() -> known(systemProperty, "server.output.dir").map(output -> output.resolve("data")))
                .map(directory -> directory.resolve("switchhook"))
                .orElseGet(() -> Path.of(systemProperty.apply("user.home"), ".switchhook")));
    }

    private static Optional<Path> known(Function<String, String> systemProperty, String key) {
        return Optional.ofNullable(systemProperty.apply(key)).map(Path::of);
    }
}
