package io.switchhook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured, told by system properties.
 *
 * @param server {@code wildfly} or {@code liberty}
 * @param seconds measured at each number of connections
 * @param warmUp seconds before that, at most: less where the server's compilers rest
 * @param cases of {@code rules ceiling bare-servlet naive intake end-to-end}
 * @param javaOptions further options of the server's JVM, for example a flight recording
 * @param directory for raw data
 * @param script prepares the server's configuration for the naive case
 */
record Plan(
        String server,
        int seconds,
        int warmUp,
        List<Integer> connections,
        List<String> cases,
        List<String> javaOptions,
        Path directory,
        Path script) {

    static Plan fromProperties() throws IOException {
        Path directory = Path.of(System.getProperty("bench.directory")).normalize();
        Files.createDirectories(directory);
        return new Plan(
                System.getProperty("server"),
                Integer.getInteger("bench.seconds"),
                Integer.getInteger("bench.warm-up"),
                list("bench.connections", ",").stream().map(Integer::valueOf).toList(),
                list("bench.cases", ","),
                list("bench.java-options", " "),
                directory,
                Path.of(System.getProperty("bench.script")));
    }

    boolean has(String name) {
        return cases.contains(name);
    }

    private static List<String> list(String property, String separator) {
        return Arrays.stream(System.getProperty(property, "").split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
