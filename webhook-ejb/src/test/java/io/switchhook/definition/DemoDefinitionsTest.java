package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.template.Templates;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules that {@code mvn -Prun} begins with. */
class DemoDefinitionsTest {
    @Test
    void areWithoutMistakes() throws IOException {
        int files = 0;
        try (DirectoryStream<Path> demo = Files.newDirectoryStream(Path.of("../docs/demo"), "*.yaml")) {
            for (Path path : demo) {
                DefinitionFile file =
                        new DefinitionParser(new Templates()).parse(path.toString(), Files.readString(path));
                assertThat(file.errors()).as(path.toString()).isEmpty();
                assertThat(file.definitions()).as(path.toString()).isNotEmpty();
                files++;
            }
        }
        assertThat(files).isPositive();
    }
}
