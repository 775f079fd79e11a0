package io.switchhook.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LOGGED = Pattern.compile("\"(SWH\\d{4}) ");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| (SWH\\d{4}) \\|");

    @Test
    void everyCodeInTheLogIsDocumentedAndNoOther() throws IOException {
        Set<String> logged = new TreeSet<>();
        for (String module : List.of("webhook-api", "webhook-ejb", "webhook-war")) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    logged.addAll(codes(file, LOGGED));
                }
            }
        }

        assertThat(logged).isNotEmpty();
        assertThat(codes(REPOSITORY.resolve("docs/messages.md"), DOCUMENTED))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(logged);
    }

    private static List<String> codes(Path file, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
