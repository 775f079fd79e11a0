package io.switchhook.it.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Open Liberty's: it answers in its log. An application is called as its file, without the ending. */
final class DroppedDeployments extends Deployments {
    private static final String STARTED = "CWWKZ000[13]I";
    private static final String STOPPED = "CWWKZ0009I";
    private static final String FAILED = "CWWKZ000[24]E";

    private final LogFile log;

    DroppedDeployments(Path directory, LogFile log) {
        super(directory);
        this.log = log;
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
    boolean isUndeployed(String name) {
        return last(name).filter(line -> !is(line, STOPPED)).isEmpty();
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
