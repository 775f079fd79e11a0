package io.switchhook.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import io.switchhook.query.Cursor;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.DeadLetterDetail;
import io.switchhook.query.DeadLetterView;
import io.switchhook.query.EventDetail;
import io.switchhook.query.EventSummary;
import io.switchhook.query.Page;
import io.switchhook.query.RunView;
import io.switchhook.query.RunView.AttemptView;
import io.switchhook.query.StoredReceipt;
import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptOutcome;
import io.switchhook.source.Sources;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DocumentWriterTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final EventSummary EVENT = new EventSummary(
            7,
            "a1",
            "INTERACTION",
            "digital",
            "interaction.started",
            "i-1",
            NOON,
            NOON.plusMillis(5),
            "",
            "routed",
            0,
            Optional.empty());

    private final DocumentWriter writer = new DocumentWriter();

    @Test
    void writesAPageWithTheCursorOfTheNext() {
        Cursor next = new Cursor(Listing.EVENTS, 7);
        Page<EventSummary> page = new Page<>(List.of(EVENT), Optional.of(next));

        assertThat(writer.json(ListDocument.of(page, EventItem::new)))
                .isEqualTo(("{'items':[{'id':'a1','source':'digital','topic':'interaction.started','subject':'i-1',"
                                + "'time':'2026-03-02T12:00:00Z','receivedAt':'2026-03-02T12:00:00.005Z','correlationId':'',"
                                + "'state':'routed','duplicates':0}],'next':'" + next.text() + "'}")
                        .replace('\'', '"'));
    }

    @Test
    void writesAReceiptWithWhatIsKnownOfIt() {
        Receipt accepted =
                new Receipt(NOON, "digital", ReceiptOutcome.ACCEPTED, 200, "", "192.0.2.1", 230, 2, "a1", 1, "", 0);
        Receipt refused = new Receipt(
                NOON, "digital", ReceiptOutcome.LIMITED, 413, "body-too-large", "192.0.2.1", -1, 0, "", 0, "", 7);
        JsonObject headers = Json.createObjectBuilder()
                .add("accept", Json.createArrayBuilder().add("a"))
                .build();

        assertThat(writer.json(new ReceiptDocument(new StoredReceipt(3, accepted, headers))))
                .isEqualTo(("{'id':3,'receivedAt':'2026-03-02T12:00:00Z','source':'digital','outcome':'accepted',"
                                + "'status':200,'client':'192.0.2.1','size':230,'secretPosition':2,'eventId':'a1',"
                                + "'events':1,'headers':{'accept':['a']}}")
                        .replace('\'', '"'));
        Page<StoredReceipt> page =
                new Page<>(List.of(new StoredReceipt(4, refused, JsonValue.EMPTY_JSON_OBJECT)), Optional.empty());
        assertThat(writer.json(ListDocument.of(page, ReceiptItem::new)))
                .isEqualTo(
                        ("{'items':[{'id':4,'receivedAt':'2026-03-02T12:00:00Z','source':'digital','outcome':'limited',"
                                        + "'status':413,'reason':'body-too-large','client':'192.0.2.1','secretPosition':0,"
                                        + "'events':0,'more':7}]}")
                                .replace('\'', '"'));
    }

    @Test
    void leavesTheCursorOutAtTheEnd() {
        Page<EventSummary> page = new Page<>(List.of(), Optional.empty());

        assertThat(writer.json(ListDocument.of(page, EventItem::new))).isEqualTo("{\"items\":[]}");
    }

    @Test
    void writesAnEventWithContentRunsAndAttempts() {
        AttemptView attempt = new AttemptView(
                "notify", 1, "https://bot.example.com:443", "done", "200 OK", NOON, NOON.plusMillis(40));
        RunView run = new RunView(
                3,
                "workflow",
                "tell-the-bot",
                "on-started",
                "0a1b2c3d4e5f",
                "",
                "succeeded",
                0,
                "notify",
                1,
                NOON,
                "",
                NOON,
                Optional.of(NOON),
                List.of(attempt));
        JsonObject data = Json.createObjectBuilder()
                .add("amount", new BigDecimal("1.50"))
                .add("none", JsonValue.NULL)
                .add("text", "ü\"</script>")
                .build();
        JsonObject receipt = Json.createObjectBuilder().add("size", 42).build();

        String json = writer.json(new EventDocument(new EventDetail(EVENT, data, receipt, List.of(run))));

        assertThat(json)
                .isEqualTo(("{'id':'a1','source':'digital','topic':'interaction.started','subject':'i-1',"
                                + "'time':'2026-03-02T12:00:00Z','receivedAt':'2026-03-02T12:00:00.005Z','correlationId':'',"
                                + "'state':'routed','duplicates':0,"
                                + "'data':{'amount':1.50,'none':null,'text':'ü\\'</script>'},'receipt':{'size':42},"
                                + "'runs':[{'id':3,'kind':'workflow','target':'tell-the-bot','trigger':'on-started',"
                                + "'triggerVersion':'0a1b2c3d4e5f','status':'succeeded','step':0,'stepName':'notify','tries':1,'due':'2026-03-02T12:00:00Z','reason':'',"
                                + "'created':'2026-03-02T12:00:00Z','finished':'2026-03-02T12:00:00Z',"
                                + "'attempts':[{'step':'notify','number':1,'target':'https://bot.example.com:443',"
                                + "'outcome':'done','detail':'200 OK','started':'2026-03-02T12:00:00Z',"
                                + "'finished':'2026-03-02T12:00:00.040Z'}]}]}")
                        .replace('\'', '"'));
    }

    @Test
    void writesADeadLetterWithItsPayloadOnlyWhenThereIsOne() {
        DeadLetterView letter = new DeadLetterView(
                5, "event", Optional.empty(), "m-1", "", "", "", "", "", "", "not JSON", 5, NOON, NOON);

        assertThat(writer.json(new DeadLetterDocument(letter)))
                .contains("\"id\":5,\"kind\":\"event\",\"eventId\":\"m-1\"")
                .doesNotContain("payload", "\"run\"");
        assertThat(writer.json(new DeadLetterDocument(new DeadLetterDetail(letter, "{"))))
                .endsWith("\"payload\":\"{\"}");
    }

    @Test
    void writesSourcesAndWhyOneIsDisabled() {
        Sources sources = new Sources(
                Settings.of(Map.of(
                        "switchhook.sources",
                        "digital,broken",
                        "switchhook.source.digital.adapter",
                        "interactions",
                        "switchhook.source.digital.verification",
                        "hub-sha1",
                        "switchhook.source.digital.secrets",
                        "hush",
                        "switchhook.source.broken.adapter",
                        "carrier-pigeon",
                        "switchhook.source.broken.verification",
                        "hub-sha1")),
                new SplittableRandom(1));

        String json = writer.json(ListDocument.of(new Page<>(sources.all(), Optional.empty()), SourceItem::new));

        assertThat(json)
                .startsWith(("{'items':[{'name':'digital','state':'ready','adapter':'interactions',"
                                + "'verification':'hub-sha1'},{'name':'broken','state':'disabled','reason':")
                        .replace('\'', '"'))
                .contains("switchhook.source.broken.adapter", "carrier-pigeon")
                .doesNotContain("hush");
    }
}
