package io.switchhook.query;

import static io.switchhook.query.StoreFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.query.SubjectDetail.OpenRun;
import io.switchhook.query.VariableView.Setting;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.variable.DefinedGlobals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredSubjectsTest {
    private static final DefinedGlobals DEFINED = new DefinedGlobals() {
        @Override
        public Optional<DefinedGlobal> variable(String id) {
            return variables().stream()
                    .filter(variable -> variable.id().equals(id))
                    .findFirst();
        }

        @Override
        public List<DefinedGlobal> variables() {
            return List.of(new DefinedGlobal("b", JsonText.read("{\"email\":\"x\"}"), "globals.yaml"));
        }
    };

    private final StoreFixture store = new StoreFixture();
    private final StoredVariables variables = new StoredVariables(store.jdbi, DEFINED, new Mask(Set.of("email")));
    private final StoredSubjects subjects = new StoredSubjects(store.jdbi, variables);

    private void set(String subject, String name, String json) {
        store.jdbi.useTransaction(
                handle -> VariableRows.setOfSubject(handle, subject, new Kept(name, json, NOON, "user kim")));
    }

    @Test
    void listsEachSubjectOnceByItsLastEvent() {
        store.event("a", "digital", "interaction.started", "i-1", NOON, "{}");
        store.event("b", "digital", "interaction.started", "i-2", NOON, "{}");
        store.event("c", "digital", "interaction.finished", "i-1", NOON, "{}");
        store.event("d", "digital", "interaction.started", "", NOON, "{}");
        set("i-2", "who", "1");
        set("unseen", "who", "1");

        List<SubjectSummary> found = subjects.page(Optional.empty(), new PageRequest(Optional.empty(), 10))
                .items();

        assertThat(found).extracting(SubjectSummary::subject).containsExactly("i-1", "i-2");
        assertThat(found).extracting(SubjectSummary::events).containsExactly(2L, 1L);
        assertThat(found).extracting(SubjectSummary::variables).containsExactly(0, 1);
        assertThat(found).extracting(subject -> subject.last().id()).containsExactly("c", "b");
    }

    @Test
    void goesFromPageToPageAndFindsByPrefix() {
        for (int i = 0; i < 25; i++) {
            store.event("e" + i, "digital", "t", (i % 2 == 0 ? "c_%/" : "d") + i, NOON, "{}");
        }

        List<String> seen = new ArrayList<>();
        Page<SubjectSummary> page = subjects.page(Optional.of("c_%/"), new PageRequest(Optional.empty(), 5));
        while (true) {
            page.items().forEach(subject -> seen.add(subject.subject()));
            if (page.next().isEmpty()) {
                break;
            }
            page = subjects.page(Optional.of("c_%/"), new PageRequest(page.next(), 5));
        }

        assertThat(seen).hasSize(13).doesNotHaveDuplicates().allMatch(subject -> subject.startsWith("c_%/"));
        assertThat(subjects.page(Optional.of(""), new PageRequest(Optional.empty(), 200))
                        .items())
                .hasSize(25);
    }

    @Test
    void aPageLooksAtSoManyEventsAndTheNextGoesOn() {
        StoredSubjects hasty = new StoredSubjects(store.jdbi, variables, 3, 2);
        store.event("a", "digital", "t", "rare", NOON, "{}");
        for (int i = 0; i < 20; i++) {
            store.event("e" + i, "digital", "t", "busy", NOON, "{}");
        }

        List<List<String>> pages = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<SubjectSummary> page = hasty.page(Optional.empty(), new PageRequest(after, 50));
            pages.add(page.items().stream().map(SubjectSummary::subject).toList());
            after = page.next();
        } while (after.isPresent());

        assertThat(pages).containsExactly(List.of("busy"), List.of(), List.of(), List.of("rare"));
    }

    @Test
    void withoutEventsThereAreNoSubjects() {
        assertThat(subjects.page(Optional.empty(), new PageRequest(Optional.empty(), 5)))
                .isEqualTo(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    void showsWhatIsKnownOfASubject() {
        long seq = store.event("a", "digital", "interaction.started", "i-1", NOON, "{}");
        long open = store.run(seq, "tell-the-bot", "waiting", null);
        long alone = store.run(seq, "unordered", "waiting", null);
        store.jdbi.useHandle(handle -> handle.execute("update run set line = '#a' where id = ?", alone));
        long ended = store.run(seq, "told", "succeeded", NOON);
        store.jdbi.useHandle(handle -> handle.execute("update run set line = null where id = ?", ended));
        long other = store.event("b", "digital", "interaction.started", "i-2", NOON, "{}");
        store.run(other, "tell-the-bot", "waiting", null);
        set("i-1", "who", "{\"name\":\"Kim\",\"email\":\"kim@example.com\"}");
        set("i-1", "email", "\"kim@example.com\"");

        SubjectDetail subject = subjects.find("i-1").orElseThrow();

        assertThat(subject.events()).isEqualTo(1);
        assertThat(subject.lastEvents()).extracting(EventSummary::id).containsExactly("a");
        assertThat(subject.openRuns()).extracting(OpenRun::id).containsExactly(open, alone);
        assertThat(subject.openRuns()).extracting(OpenRun::eventId).containsExactly("a", "a");
        assertThat(subject.variables())
                .extracting(variable -> variable.value().toString())
                .containsExactly("\"***\"", "{\"name\":\"Kim\",\"email\":\"***\"}");
        assertThat(variables.ofSubject("i-1", "who").flatMap(VariableView::set))
                .contains(new Setting(NOON, "user kim"));
    }

    @Test
    void aSubjectWithVariablesAloneIsKnownAndOneWithNothingIsNot() {
        set("soon", "who", "1");

        assertThat(subjects.find("soon").map(SubjectDetail::events)).contains(0L);
        assertThat(subjects.find("never")).isEmpty();
        assertThat(variables.ofSubject("soon", "other")).isEmpty();
    }

    @Test
    void globalVariablesAreListedFromBothPlacesTheDefinedOneCounting() {
        store.jdbi.useTransaction(handle -> {
            VariableRows.setGlobal(handle, new Kept("c", "1", NOON, "user kim"));
            VariableRows.setGlobal(handle, new Kept("b", "2", NOON, "user kim"));
        });

        assertThat(variables.global()).extracting(VariableView::name).containsExactly("b", "c");
        assertThat(variables.global("b").flatMap(VariableView::file)).contains("globals.yaml");
        assertThat(variables.global("b").map(view -> view.value().toString())).contains("{\"email\":\"***\"}");
        assertThat(variables.global("c").flatMap(VariableView::file)).isEmpty();
        assertThat(variables.global("d")).isEmpty();
    }
}
