package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.Settings;
import io.switchhook.template.Templates;
import io.switchhook.velocity.VelocityTemplates;
import io.switchhook.workflow.NotReady;
import io.switchhook.workflow.Workflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionDirectoryTest {
    @TempDir
    Path temp;

    private long time = 1_700_000_000L;

    private Definitions definitions(Path directory) {
        return new Definitions(
                Settings.of(Map.of("switchhook.definitions.dir", directory.toString())),
                new Templates(),
                new VelocityTemplates());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(temp.resolve(file), text);
        // so that a change shows without waiting for the clock of the file system
        time++;
        Files.setLastModifiedTime(temp.resolve(file), FileTime.fromMillis(time * 1000));
    }

    private static List<String> workflows(Definitions definitions) {
        return definitions.current().workflows().stream().map(Workflow::id).toList();
    }

    /** A change counts when two looks agree. */
    private static void settle(Definitions definitions) {
        definitions.refresh();
        definitions.refresh();
    }

    @Test
    void filesAreReadInTheOrderOfTheirNamesAndOthersAreLeftAlone() throws IOException {
        write("b.yml", DefinitionSetTest.workflow("two"));
        write("a.yaml", DefinitionSetTest.workflow("one"));
        write(
                "c.json",
                "{\"kind\":\"workflow\",\"id\":\"three\",\"steps\":[{\"name\":\"s\",\"httpRequest\":{\"url\":\"https://h\"}}]}");
        write(".hidden.yaml", "nonsense: [");
        write("notes.txt", "nonsense: [");
        Files.createDirectory(temp.resolve("dir.yaml"));

        Definitions definitions = definitions(temp);

        assertThat(workflows(definitions)).containsExactly("one", "two", "three");
        assertThat(definitions.current().errors()).isEmpty();
    }

    @Test
    void changesNewFilesAndRemovedFilesAreNoticed() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one"));
        Definitions definitions = definitions(temp);

        write("a.yaml", DefinitionSetTest.workflow("uno"));
        settle(definitions);
        assertThat(workflows(definitions)).containsExactly("uno");

        write("b.yaml", DefinitionSetTest.workflow("two"));
        settle(definitions);
        assertThat(workflows(definitions)).containsExactly("uno", "two");

        Files.delete(temp.resolve("a.yaml"));
        settle(definitions);
        assertThat(workflows(definitions)).containsExactly("two");
    }

    @Test
    void nothingIsReadAgainThatHasNotChanged() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one"));
        Definitions definitions = definitions(temp);
        DefinitionSet before = definitions.current();

        definitions.refresh();

        assertThat(definitions.current()).isSameAs(before);
    }

    @Test
    void aFileThatBreaksLeavesItsLastGoodVersionInForceAndSaysWhatIsWrong() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one") + DefinitionSetTest.workflow("two"));
        write("b.yaml", DefinitionSetTest.workflow("three"));
        Definitions definitions = definitions(temp);

        write("a.yaml", DefinitionSetTest.workflow("other") + "---\nkind: nonsense\n");
        settle(definitions);

        assertThat(workflows(definitions)).containsExactly("one", "two", "three");
        assertThat(definitions.current().errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("a.yaml");
            assertThat(error.path()).isEqualTo("kind");
        });

        write("a.yaml", DefinitionSetTest.workflow("mended"));
        settle(definitions);
        assertThat(workflows(definitions)).containsExactly("mended", "three");
        assertThat(definitions.current().errors()).isEmpty();
    }

    @Test
    void aFileBrokenFromTheStartStillGivesItsDocumentsWithoutMistakes() throws IOException {
        write(
                "a.yaml",
                DefinitionSetTest.workflow("one") + "---\nkind: nonsense\n" + DefinitionSetTest.workflow("two"));

        Definitions definitions = definitions(temp);

        assertThat(workflows(definitions)).containsExactly("one", "two");
        assertThat(definitions.current().errors()).hasSize(1);
    }

    @Test
    void filesThatAreNoTextOrTooLargeAreErrors() throws IOException {
        Files.write(temp.resolve("a.yaml"), new byte[] {(byte) 0xC3, (byte) 0x28});
        Files.writeString(temp.resolve("b.yaml"), "#".repeat(DefinitionDirectory.MAX_FILE + 1));
        Files.write(
                temp.resolve("c.yaml"),
                ("\uFEFF" + DefinitionSetTest.workflow("bom")).getBytes(StandardCharsets.UTF_8));

        Definitions definitions = definitions(temp);

        assertThat(workflows(definitions)).containsExactly("bom");
        assertThat(definitions.current().errors())
                .extracting(DefinitionError::allowed)
                .containsExactly("UTF-8", DefinitionDirectory.MAX_FILE + " bytes");
    }

    @Test
    void aDirectoryThatIsEmptiedOrGoesMissingChangesNothingAndIsReportedOnce() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one"));
        Definitions definitions = definitions(temp);

        Files.delete(temp.resolve("a.yaml"));
        definitions.refresh();
        assertThat(workflows(definitions)).containsExactly("one");
        assertThat(definitions.current().errors()).singleElement().satisfies(error -> assertThat(error.found())
                .contains("no files any more"));
        DefinitionSet reported = definitions.current();
        definitions.refresh();
        assertThat(definitions.current()).isSameAs(reported);

        Files.delete(temp);
        definitions.refresh();
        assertThat(workflows(definitions)).containsExactly("one");
        assertThat(definitions.current().errors()).singleElement().satisfies(error -> assertThat(error.found())
                .contains("cannot be read"));

        Files.createDirectory(temp);
        write("b.yaml", DefinitionSetTest.workflow("two"));
        settle(definitions);
        assertThat(workflows(definitions)).containsExactly("two");
        assertThat(definitions.current().errors()).isEmpty();
    }

    @Test
    void aDirectoryThatIsNotThereYetIsReportedAndReadWhenItComes() throws IOException {
        Path later = temp.resolve("later");
        Definitions definitions = definitions(later);
        assertThat(definitions.current().errors()).hasSize(1);

        Files.createDirectory(later);
        Files.writeString(later.resolve("a.yaml"), DefinitionSetTest.workflow("one"));
        settle(definitions);

        assertThat(workflows(definitions)).containsExactly("one");
    }

    @Test
    void aFileThatIsUnlinkedAndWrittenAgainKeepsItsLastVersionInBetween() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one"));
        write("b.yaml", DefinitionSetTest.workflow("two"));
        Definitions definitions = definitions(temp);

        Files.delete(temp.resolve("a.yaml"));
        definitions.refresh();
        assertThat(workflows(definitions)).containsExactly("one", "two");

        write("a.yaml", "");
        definitions.refresh();
        assertThat(workflows(definitions)).containsExactly("one", "two");

        write("a.yaml", DefinitionSetTest.workflow("uno"));
        settle(definitions);
        assertThat(workflows(definitions)).containsExactly("uno", "two");
    }

    @Test
    void filesThatComeBackOneByOneAfterAllWereGoneAreNotTakenSingly() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one"));
        write("b.yaml", DefinitionSetTest.workflow("two"));
        Definitions definitions = definitions(temp);

        Files.delete(temp.resolve("a.yaml"));
        Files.delete(temp.resolve("b.yaml"));
        settle(definitions);
        write("a.yaml", DefinitionSetTest.workflow("uno"));
        definitions.refresh();
        assertThat(workflows(definitions)).containsExactly("one", "two");

        write("b.yaml", DefinitionSetTest.workflow("due"));
        settle(definitions);
        assertThat(workflows(definitions)).containsExactly("uno", "due");
    }

    @Test
    void nothingCanBeAskedUntilTheDirectoryWasRead() throws IOException {
        Path later = temp.resolve("later");
        Definitions definitions = definitions(later);
        settle(definitions);

        assertThatThrownBy(() -> definitions.starts(DefinitionSetTest.event(Instant.EPOCH), Instant.EPOCH))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("switchhook.definitions.dir");
        assertThatThrownBy(() -> definitions.workflow("one")).isInstanceOf(NotReady.class);

        Files.createDirectory(later);
        Files.writeString(later.resolve("a.yaml"), DefinitionSetTest.workflow("one"));
        settle(definitions);
        assertThat(definitions.workflow("one")).isPresent();

        Files.delete(later.resolve("a.yaml"));
        Files.delete(later);
        settle(definitions);
        assertThat(definitions.workflow("one")).isPresent();
    }

    @Test
    void aPathThatCannotBeOneIsNotTakenForNoRules() {
        Definitions definitions = new Definitions(
                Settings.of(Map.of("switchhook.definitions.dir", "a\0b")), new Templates(), new VelocityTemplates());

        assertThatThrownBy(() -> definitions.workflow("one")).isInstanceOf(NotReady.class);
    }

    @Test
    void anEmptyDirectoryMeansNoRules() {
        Definitions definitions = definitions(temp);

        assertThat(definitions.starts(DefinitionSetTest.event(Instant.EPOCH), Instant.EPOCH))
                .isEmpty();
        assertThat(definitions.workflow("one")).isEmpty();
    }

    @Test
    void withoutTheSettingThereAreNoDefinitionsAndNoErrors() {
        Definitions definitions = new Definitions(Settings.of(Map.of()), new Templates(), new VelocityTemplates());

        definitions.refresh();

        assertThat(definitions.current()).isSameAs(DefinitionSet.EMPTY);
        assertThat(definitions.workflow("one")).isEmpty();
    }

    @Test
    void aRenamedFileKeepsItsDefinitions() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one"));
        write("b.yaml", DefinitionSetTest.workflow("two"));
        Definitions definitions = definitions(temp);

        Files.move(temp.resolve("a.yaml"), temp.resolve("c.yaml"));
        settle(definitions);

        assertThat(workflows(definitions)).containsExactly("two", "one");
        assertThat(definitions.current().errors()).isEmpty();
    }

    @Test
    void aDirectoryThatIsALinkIsFollowedWhenItIsSetToAnother() throws IOException {
        Path old = Files.createDirectory(temp.resolve("old"));
        Path next = Files.createDirectory(temp.resolve("next"));
        Files.writeString(old.resolve("a.yaml"), DefinitionSetTest.workflow("one"));
        Files.writeString(next.resolve("a.yaml"), DefinitionSetTest.workflow("uno"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), old);
        Definitions definitions = definitions(link);
        assertThat(workflows(definitions)).containsExactly("one");

        Files.delete(link);
        Files.createSymbolicLink(link, next);
        settle(definitions);

        assertThat(workflows(definitions)).containsExactly("uno");
    }

    @Test
    void linksToNowhereAndToDirectoriesAreNoFiles() throws IOException {
        write("a.yaml", DefinitionSetTest.workflow("one"));
        Files.createSymbolicLink(temp.resolve("nowhere.yaml"), temp.resolve("gone"));
        Files.createSymbolicLink(temp.resolve("itself.yaml"), temp);

        Definitions definitions = definitions(temp);

        assertThat(workflows(definitions)).containsExactly("one");
        assertThat(definitions.current().errors()).isEmpty();
    }

    @Test
    void filesBeyondTheMostAreReportedAndTheFirstByNameAreRead() throws IOException {
        for (int i = 0; i <= DefinitionDirectory.MAX_FILES; i++) {
            Files.writeString(temp.resolve("%05d.yaml".formatted(i)), DefinitionSetTest.workflow("w" + i));
        }

        Definitions definitions = definitions(temp);

        assertThat(workflows(definitions))
                .hasSize(DefinitionDirectory.MAX_FILES)
                .doesNotContain("w" + DefinitionDirectory.MAX_FILES);
        assertThat(definitions.current().errors()).singleElement().satisfies(error -> assertThat(error.message())
                .contains("1 files more"));
    }
}
