package io.switchhook.step;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.api.wire.Lineage;
import io.switchhook.identity.EventId;
import io.switchhook.intake.BrokerUnavailable;
import io.switchhook.intake.Inbox;
import io.switchhook.ownevent.OwnEvents;
import io.switchhook.store.EventRows;
import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.TemplateNames;
import io.switchhook.template.Templates;
import io.switchhook.tuning.Tuning;
import io.switchhook.workflow.EmitEventStep;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Does the step {@code emitEvent}: the event is in INBOUND, on the broker's disk, before the step is recorded as done. Its id is
 * computed from run and step, so that it is stored once, however often the step is done.
 *
 * <p>A broker that is away or full uses up no attempt. What would be the same at the next attempt is not tried again: a template that
 * fails, a text that cannot be a topic, a loop.
 */
@ApplicationScoped
public class EmitEventExecution {
    static final int MOST_TOPIC = 256;
    static final int MOST_SUBJECT = 512;
    static final int MOST_DATA = 1024 * 1024;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** The last events of a chain that a reason names. */
    private static final int NAMED = 8;

    private static final Logger LOG = System.getLogger(EmitEventExecution.class.getName());

    private final Templates templates;
    private final JsonRendering data;
    private final Inbox inbox;
    private final Jdbi jdbi;
    private final IntSupplier deepest;
    private final Clock clock;

    @Inject
    public EmitEventExecution(Templates templates, Inbox inbox, Jdbi jdbi, Tuning tuning, Clock clock) {
        this(templates, inbox, jdbi, tuning::emitDepth, clock);
    }

    EmitEventExecution(Templates templates, Inbox inbox, Jdbi jdbi, IntSupplier deepest, Clock clock) {
        this.templates = templates;
        this.data = new JsonRendering(templates);
        this.inbox = inbox;
        this.jdbi = jdbi;
        this.deepest = deepest;
        this.clock = clock;
    }

    protected EmitEventExecution() {
        this(null, null, null, () -> 0, null); // for the CDI client proxy
    }

    /** One attempt of {@code step}. */
    public StepResult execute(EmitEventStep step, RunContext context) {
        try {
            EventRecord event = event(step, context);
            if (event.lineage().depth() > deepest.getAsInt()) {
                return cut(event, context);
            }
            inbox.put(List.of(OwnEvents.message(event)));
            return StepResult.Done.of("event " + event.id() + " of topic " + event.topic());
        } catch (TemplateFailure | IllegalArgumentException wrong) {
            return failed(wrong.getMessage());
        } catch (BrokerUnavailable away) {
            return new StepResult.Later(
                    "",
                    "the event cannot be sent now: " + away.getMessage(),
                    clock.instant().plus(PAUSE));
        }
    }

    private EventRecord event(EmitEventStep step, RunContext context) {
        Map<String, Object> names = TemplateNames.of(context.names());
        String topic = RenderedLine.of(templates.render(step.topic(), Escaping.NONE, names), "topic", 1, MOST_TOPIC);
        if (topic.startsWith(OwnEvents.RESERVED)) {
            throw new IllegalArgumentException("topic: found " + topic + ", allowed is none that begins with "
                    + OwnEvents.RESERVED + ", which tells of Switchhook itself");
        }
        String subject = step.subject()
                .map(template ->
                        RenderedLine.of(templates.render(template, Escaping.NONE, names), "subject", 0, MOST_SUBJECT))
                .orElse(context.event().subject());
        JsonObject content = data.object(step.data(), context);
        int length = JsonText.text(content).length();
        if (length > MOST_DATA) {
            throw new IllegalArgumentException("data: found " + length + " characters, allowed are " + MOST_DATA);
        }
        Instant now = clock.instant();
        return new EventRecord(
                id(step, context, names),
                EventKind.PLAIN,
                OwnEvents.SOURCE,
                topic,
                subject,
                now,
                now,
                context.event().correlationId(),
                content,
                Lineage.because(context.event()));
    }

    private String id(EmitEventStep step, RunContext context, Map<String, Object> names) {
        String own = step.id()
                .map(template ->
                        templates.render(template, Escaping.NONE, names).strip())
                .orElse("");
        return own.isEmpty()
                ? EventId.of(
                        OwnEvents.SOURCE, "emitted", context.event().id(), Long.toString(context.runId()), step.name())
                : EventId.of(OwnEvents.SOURCE, "named", own);
    }

    private StepResult cut(EventRecord event, RunContext context) {
        List<String> chain = jdbi.withHandle(handle -> EventRows.chain(handle, context.event(), NAMED));
        String left = event.lineage().depth() > chain.size() ? "… > " : "";
        String reason = "the event would be number " + event.lineage().depth()
                + " in a chain of events made because of each other, allowed by switchhook.emit.depth are "
                + deepest.getAsInt() + ": " + left + String.join(" > ", chain) + " > " + event.topic();
        LOG.log(Level.WARNING, "SWH2204 A loop is cut in run {0}: {1}", Long.toString(context.runId()), reason);
        return failed(reason);
    }

    private static StepResult failed(String reason) {
        return new StepResult.Failed("", reason, false, Optional.empty());
    }
}
