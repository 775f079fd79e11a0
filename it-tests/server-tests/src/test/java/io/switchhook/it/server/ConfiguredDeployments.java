package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Open Liberty's: an application is named by a part of {@code server.xml}, so that its archive stays until it has stopped, and the
 * server answers in its log. An application is called as its file, without the ending.
 */
final class ConfiguredDeployments extends Deployments {
    private static final String STARTED = "CWWKZ000[13]I";
    private static final String STOPPED = "CWWKZ0009I";
    private static final String FAILED = "CWWKZ000[24]E";

    private final Path configuration;
    private final LogFile log;

    ConfiguredDeployments(Path server, LogFile log) {
        super(server.resolve("apps"));
        this.configuration = server.resolve("configDropins/overrides");
        this.log = log;
    }

    @Override
    void clear() throws IOException {
        super.clear();
        Files.createDirectories(configuration);
        for (Path part : Directories.files(configuration)) {
            if (part.toString().matches(".*\\.[ew]ar\\.xml")) {
                Files.delete(part);
            }
        }
    }

    @Override
    void put(Path archive, String name) throws IOException {
        super.put(archive, name);
        Path part = configuration.resolve(name + ".part");
        Files.writeString(part, "<server><application id=\"" + name + "\" location=\"" + name + "\"/></server>\n");
        Files.move(part, configuration.resolve(name + ".xml"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    void remove(String name) throws IOException {
        Files.deleteIfExists(configuration.resolve(name + ".xml"));
    }

    @Override
    void forget() {
        // a process begins a log of its own
    }

    @Override
    boolean isDeployed(String name) {
        return last(name).filter(line -> is(line, STARTED)).isPresent();
    }

    @Override
    boolean isUndeployed(String name) throws IOException {
        boolean stopped = last(name).filter(line -> !is(line, STOPPED)).isEmpty();
        if (stopped) {
            super.remove(name);
        }
        return stopped;
    }

    @Override
    Optional<String> failure(String name) {
        return last(name)
                .filter(line -> is(line, FAILED))
                .map(line -> name + " was not deployed: " + line.replaceFirst("^.* " + FAILED + ": ", ""));
    }

    /** What was last said of it. */
    private Optional<String> last(String name) {
        String application = name.substring(0, name.lastIndexOf('.'));
        Pattern about = Pattern.compile(
                " (" + STARTED + "|" + STOPPED + "|" + FAILED + "): .*\\b" + Pattern.quote(application) + "\\b");
        List<String> lines =
                log.text().lines().filter(line -> about.matcher(line).find()).toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }

    private static boolean is(String line, String code) {
        return Pattern.compile(" " + code + ": ").matcher(line).find();
    }
}
