package io.switchhook.example;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide for host applications shows what is there. */
class GuideTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void itsJavaIsThatOfTheSample() throws IOException {
        String sample = sources();

        assertThat(blocks("java")).hasSizeGreaterThan(3).allSatisfy(block -> assertThat(sample)
                .contains(withoutIndentation(block)));
    }

    @Test
    void itsVersionsAreThoseOfTheBuild() throws IOException {
        String versions = String.join("", blocks("xml"));

        assertThat(versions)
                .contains(
                        "<version>" + property("version.weld-se") + "</version>",
                        "<version>" + property("version.parsson") + "</version>");
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/host-applications.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(GuideTest::text)
                    .map(GuideTest::withoutIndentation)
                    .collect(joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(joining("\n", "", "\n"));
    }

    private static String property(String name) throws IOException {
        return Pattern.compile("<" + name + ">(.*)</")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
