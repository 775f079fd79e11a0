package io.switchhook.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DefinitionState;
import io.switchhook.query.Cursor;
import io.switchhook.query.PageRequest;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Pages of what is in memory. */
final class DefinitionPage {
    private static final Comparator<DefinitionState> ORDER =
            Comparator.comparing(DefinitionState::key).thenComparing(state -> state.inForce() ? 0 : 1);

    private DefinitionPage() {}

    /** Definitions by kind and id, first the one that counts. */
    static JsonObject of(Stream<DefinitionState> states, Optional<String> after, int limit) {
        Optional<String> behind = after.map(DefinitionPage::decoded);
        List<DefinitionState> rest = states.sorted(ORDER)
                .filter(state -> behind.isEmpty() || place(state).compareTo(behind.get()) > 0)
                .limit(limit + 1L)
                .toList();
        Optional<String> next = rest.size() > limit
                ? Optional.of(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(place(rest.get(limit - 1)).getBytes(UTF_8)))
                : Optional.empty();
        return page(rest.stream().limit(limit).map(DefinitionJson::item).toList(), next);
    }

    /** Kinds and ids hold no control characters, so this sorts as they do. */
    private static String place(DefinitionState state) {
        return state.key().kind() + '\0' + state.key().id() + '\0' + (state.inForce() ? '0' : '1');
    }

    private static String decoded(String cursor) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (place.chars().filter(character -> character == 0).count() == 2) {
                return place;
            }
        } catch (IllegalArgumentException notBase64) {
            // not one of ours
        }
        throw Refusal.badRequest(
                "invalid-cursor",
                "The cursor is not one of this list",
                "cursor must be the member next of this list's page before, or absent for the first page");
    }

    /** Part of a list that is not written down anywhere; its cursors are positions. */
    static <T> JsonObject of(List<T> all, PageRequest wanted, Cursor.Listing listing, Function<T, JsonObject> item) {
        int from =
                (int) Math.min(all.size(), wanted.after().map(Cursor::position).orElse(0L));
        int to = Math.min(all.size(), from + wanted.limit());
        Optional<String> next = to < all.size() ? Optional.of(new Cursor(listing, to).text()) : Optional.empty();
        return page(all.subList(from, to).stream().map(item).toList(), next);
    }

    static JsonObject page(List<JsonObject> items, Optional<String> next) {
        JsonArrayBuilder array = JsonText.array();
        items.forEach(array::add);
        JsonObjectBuilder page = JsonText.object().add("items", array);
        next.ifPresent(cursor -> page.add("next", cursor));
        return page.build();
    }
}
