package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.Definition.DataActionDefinition;
import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.template.Templates;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns text into definitions, or says what is wrong with it. What it takes also keeps the {@link Schemas schema} of its kind.
 * Thread-safe.
 */
public final class DefinitionParser {
    /** What a definition can be: its member {@code kind}. */
    public static final List<String> KINDS = List.of("trigger", "workflow", "data-action", "variable");

    /** What Genesys Cloud exports too: known without a kind, and read otherwise with one. */
    private static final List<String> GENESYS = List.of("trigger", "data-action");

    private final WorkflowParser workflows;
    private final DataActionParser dataActions;

    /** A parser with Velocity of its own. */
    public DefinitionParser(Templates templates) {
        this(templates, new VelocityTemplates());
    }

    /**
     * @param templates compiles the templates of steps
     * @param velocity compiles those of data actions
     */
    public DefinitionParser(Templates templates, VelocityTemplates velocity) {
        this.workflows = new WorkflowParser(templates);
        this.dataActions = new DataActionParser(velocity);
    }

    /**
     * Reads every document of a file; one that is wrong does not keep the others from being read, unless it is not even YAML or
     * JSON. A file is YAML with one or more documents, or JSON ({@code .json}) with one object or a list of them.
     */
    public DefinitionFile parse(String file, String text) {
        return parse(file, text, Syntax.ofFile(file), Optional.empty());
    }

    /**
     * Reads every document, as {@link #parse(String, String)}.
     *
     * @param file name for messages
     * @param kind what a document is that does not say it, and what one must be that does; empty if it may be any
     */
    public DefinitionFile parse(String file, String text, Syntax syntax, Optional<String> kind) {
        List<Definition> definitions = new ArrayList<>();
        List<DefinitionError> errors = new ArrayList<>();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (syntax == Syntax.JSON) {
            try {
                JsonDocuments.read(content).forEach(document -> add(file, document, kind, definitions, errors));
            } catch (Malformed malformed) {
                errors.add(malformed.error(file, 0));
            }
        } else {
            YamlDocuments documents = new YamlDocuments(content);
            try {
                for (Optional<Document> next = documents.next(); next.isPresent(); next = documents.next()) {
                    add(file, next.get(), kind, definitions, errors);
                }
            } catch (Malformed malformed) {
                errors.add(malformed.error(file, documents.number()));
            }
        }
        return new DefinitionFile(file, definitions, errors);
    }

    /** Reads one document that was kept as JSON. */
    public DefinitionFile parse(String name, String kind, JsonValue json) {
        List<Definition> definitions = new ArrayList<>();
        List<DefinitionError> errors = new ArrayList<>();
        add(name, new Document(0, json, Map.of()), Optional.of(kind), definitions, errors);
        return new DefinitionFile(name, definitions, errors);
    }

    private void add(
            String file,
            Document document,
            Optional<String> kind,
            List<Definition> definitions,
            List<DefinitionError> errors) {
        if (document.content().getValueType() == ValueType.NULL) {
            // nothing between two lines of ---
            return;
        }
        Problems problems = new Problems(file, document);
        if (document.content() instanceof JsonObject json) {
            Members members = new Members(json, "", problems);
            Optional<Definition> read =
                    kind(members, kind).flatMap(known -> definition(known, json, document, members));
            if (problems.errors().isEmpty()) {
                read.ifPresent(definition -> Schemas.check(definition.written(), problems));
            }
            if (problems.errors().isEmpty()) {
                read.ifPresent(definitions::add);
            }
        } else {
            problems.wrongKind("", document.content(), "an object");
        }
        errors.addAll(problems.errors());
    }

    /** What kind of definition it is; empty where it is none, which is reported. */
    private static Optional<String> kind(Members members, Optional<String> wanted) {
        List<String> allowed = wanted.map(List::of).orElse(KINDS);
        if (members.value("kind").isPresent()) {
            return members.oneOf("kind", allowed);
        }
        if (members.has("kind")) {
            members.error("kind", "null", "one of " + String.join(", ", allowed));
            return Optional.empty();
        }
        if (wanted.isPresent()) {
            return wanted;
        }
        if (DataActionParser.isExport(members)) {
            return Optional.of("data-action");
        }
        if (members.has("topicName")) {
            return Optional.of("trigger");
        }
        members.error("kind", "nothing", "one of " + String.join(", ", allowed));
        return Optional.empty();
    }

    private Optional<Definition> definition(String kind, JsonObject json, Document document, Members members) {
        Written written = new Written(kind, named(kind, json), document.number(), document.line(""));
        return switch (kind) {
            case "trigger" -> TriggerParser.parse(members).map(trigger -> new TriggerDefinition(trigger, written));
            case "workflow" -> workflows.parse(members).map(workflow -> new WorkflowDefinition(workflow, written));
            case "data-action" ->
                dataActions.parse(members, json).map(action -> new DataActionDefinition(action, written));
            case "variable" -> VariableParser.parse(members, written);
            default -> throw new IllegalArgumentException("kind " + kind);
        };
    }

    /** With its kind, where it would not be known for what it is without. */
    private static JsonObject named(String kind, JsonObject json) {
        return json.containsKey("kind") || GENESYS.contains(kind)
                ? json
                : JsonText.object()
                        .add("kind", kind)
                        .addAll(JsonText.object(json))
                        .build();
    }
}
