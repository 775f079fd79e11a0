package io.switchhook.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.query.Cursor.Listing;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class CursorPropertyTest {
    @Property
    void readsBackWhatItWrote(@ForAll Listing list, @ForAll @LongRange(min = 1, max = 999_999_999_999L) long position) {
        Cursor cursor = new Cursor(list, position);

        assertThat(Cursor.parse(list, cursor.text())).contains(cursor);
    }

    @Property
    void acceptsNoTextThatItWouldNotHaveWritten(@ForAll String text) {
        Optional<Cursor> cursor = Cursor.parse(Listing.EVENTS, text);

        assertThat(cursor.map(Cursor::text).orElse(text)).isEqualTo(text);
    }

    @Property
    void refusesTheCursorOfAnotherList(@ForAll @LongRange(min = 1) long position) {
        String text = new Cursor(Listing.DEAD_LETTERS, position).text();

        assertThat(Cursor.parse(Listing.EVENTS, text)).isEmpty();
    }

    @Example
    void refusesWhatIsNotACursor() {
        for (String text : new String[] {"", "*", "RVZFTlRTLzA", "RVZFTlRTLy0x", "RVZFTlRTLzEK", "RVZFTlRTLzE="}) {
            assertThat(Cursor.parse(Listing.EVENTS, text)).as(text).isEmpty();
        }
    }
}
