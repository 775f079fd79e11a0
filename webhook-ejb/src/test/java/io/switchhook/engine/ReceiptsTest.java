package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.inbound.FirstOfRequest;
import io.switchhook.inbound.InboundMessage;
import jakarta.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Receipts of requests that bring events are stored with these, in the same transaction. */
class ReceiptsTest {
    private static final String ALL = "select outcome || ' ' || event_id || ' ' || events || ' ' || client || ' ' ||"
            + " body_size || ' ' || secret_position || ' ' || headers from receipt order by id";

    private final EngineFixture engine = new EngineFixture();

    @Test
    void theFirstEventOfARequestBringsItsReceipt() {
        engine.take(first("e1"), EngineFixture.message("e2", "s"));

        assertThat(engine.column(ALL)).containsExactly("accepted e1 2 192.0.2.1 42 2 a: b");
        assertThat(engine.column("select receipt from event order by seq")).doesNotContain("headers");
    }

    @Test
    void aRepeatLeavesOneOfItsOwn() {
        engine.take(first("e1"));
        engine.take(first("e1"));
        engine.take(first("e1"), first("e2"), first("e2"));

        assertThat(engine.column("select outcome || ' ' || event_id from receipt order by id"))
                .containsExactlyInAnyOrder(
                        "accepted e1", "duplicate e1", "accepted e2", "duplicate e1", "duplicate e2");
    }

    @Test
    void whatTheBrokerBringsAgainLeavesNone() {
        engine.take(first("e1"), "ID:7");
        engine.take(first("e1"), "ID:7");
        assertThat(engine.column("select state from event")).containsExactly("routed");

        assertThat(engine.column("select outcome from receipt")).containsExactly("accepted");
    }

    @Test
    void aMessageOfAnEarlierVersionLeavesNone() {
        engine.take(EngineFixture.message("e1", "s"));
        engine.take(EngineFixture.message("e1", "s"));

        assertThat(engine.column("select duplicates from event")).containsExactly("1");
        assertThat(engine.column("select id from receipt")).isEmpty();
    }

    private static InboundMessage first(String id) {
        return new InboundMessage(
                EngineFixture.message(id, "s").event(),
                Json.createObjectBuilder()
                        .add("secretPosition", 2)
                        .add("size", 42)
                        .add("client", "192.0.2.1")
                        .build(),
                Optional.empty(),
                Optional.of(new FirstOfRequest("a: b", 2)));
    }
}
