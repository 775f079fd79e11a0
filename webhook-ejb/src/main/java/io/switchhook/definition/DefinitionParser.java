package io.switchhook.definition;

import io.switchhook.definition.Definition.DataActionDefinition;
import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.template.Templates;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the text of a file into definitions, or says what is wrong with it. A file is YAML with one or more documents, or JSON
 * ({@code .json}) with one object or a list of them. Thread-safe.
 */
public final class DefinitionParser {
    private static final List<String> KINDS = List.of("trigger", "workflow", "data-action", "variable");

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

    /** Reads every document; one that is wrong does not keep the others from being read, unless it is not even YAML or JSON. */
    public DefinitionFile parse(String file, String text) {
        List<Definition> definitions = new ArrayList<>();
        List<DefinitionError> errors = new ArrayList<>();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (file.toLowerCase(Locale.ROOT).endsWith(".json")) {
            try {
                JsonDocuments.read(content).forEach(document -> add(file, document, definitions, errors));
            } catch (Malformed malformed) {
                errors.add(malformed.error(file, 0));
            }
        } else {
            YamlDocuments documents = new YamlDocuments(content);
            try {
                for (Optional<Document> next = documents.next(); next.isPresent(); next = documents.next()) {
                    add(file, next.get(), definitions, errors);
                }
            } catch (Malformed malformed) {
                errors.add(malformed.error(file, documents.number()));
            }
        }
        return new DefinitionFile(file, definitions, errors);
    }

    private void add(String file, Document document, List<Definition> definitions, List<DefinitionError> errors) {
        if (document.content().getValueType() == ValueType.NULL) {
            // nothing between two lines of ---
            return;
        }
        Problems problems = new Problems(file, document);
        if (document.content() instanceof JsonObject json) {
            definition(document, new Members(json, "", problems)).ifPresent(definitions::add);
        } else {
            problems.wrongKind("", document.content(), "an object");
        }
        errors.addAll(problems.errors());
    }

    private Optional<Definition> definition(Document document, Members members) {
        int line = document.line("");
        if (!members.has("kind")) {
            if (DataActionParser.isExport(members)) {
                return dataAction(document, members);
            }
            if (!members.has("topicName")) {
                members.error("kind", "nothing", "one of " + String.join(", ", KINDS));
                return Optional.empty();
            }
            return TriggerParser.parse(members).map(trigger -> new TriggerDefinition(trigger, document.number(), line));
        }
        String kind = members.oneOf("kind", KINDS).orElse("");
        if (kind.equals("trigger")) {
            return TriggerParser.parse(members).map(trigger -> new TriggerDefinition(trigger, document.number(), line));
        }
        if (kind.equals("workflow")) {
            return workflows.parse(members).map(workflow -> new WorkflowDefinition(workflow, document.number(), line));
        }
        if (kind.equals("data-action")) {
            return dataAction(document, members);
        }
        if (kind.equals("variable")) {
            return VariableParser.parse(members, document.number(), line);
        }
        if (members.value("kind").isEmpty()) {
            members.error("kind", "null", "one of " + String.join(", ", KINDS));
        }
        return Optional.empty();
    }

    private Optional<Definition> dataAction(Document document, Members members) {
        return dataActions
                .parse(members, document.content().asJsonObject())
                .map(action -> new DataActionDefinition(action, document.number(), document.line("")));
    }
}
