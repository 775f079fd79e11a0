package io.switchhook.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.core.AttributeResolverExtension;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import io.pebbletemplates.pebble.tokenParser.SetTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Takes from Pebble's own extensions what could reach out of a template or grow without bound. */
final class Sandbox extends ExtensionCustomizer {
    /** Names Pebble gives to objects of its own. */
    static final Set<String> HIDDEN = Set.of("template", "locale", "_context");

    private static final Set<String> TAGS = Set.of("if", "autoescape");
    private static final Set<String> FUNCTIONS = Set.of("max", "min", "range");
    private static final Set<String> FILTERS = Set.of(
            "abbreviate",
            "abs",
            "base64decode",
            "base64encode",
            "capitalize",
            "date",
            "default",
            "escape",
            "first",
            "last",
            "length",
            "lower",
            "merge",
            "numberformat",
            "raw",
            "reverse",
            "rsort",
            "sha256",
            "slice",
            "sort",
            "title",
            "trim",
            "upper",
            "urlencode");

    private final Extension extension;
    private final Escaping escaping;

    Sandbox(Extension extension, Escaping escaping) {
        super(extension);
        this.extension = extension;
        this.escaping = escaping;
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        List<TokenParser> allowed = new ArrayList<>();
        for (TokenParser parser : orEmpty(super.getTokenParsers())) {
            if (parser instanceof ForTokenParser) {
                allowed.add(new CountedLoops());
            } else if (parser instanceof SetTokenParser) {
                allowed.add(new BoundedSet());
            } else if (TAGS.contains(parser.getTag())) {
                allowed.add(parser);
            }
        }
        return allowed;
    }

    @Override
    public Map<String, Function> getFunctions() {
        Map<String, Function> allowed = new HashMap<>(orEmpty(super.getFunctions()));
        allowed.keySet().retainAll(FUNCTIONS);
        allowed.computeIfPresent("range", (name, range) -> new BoundedRange(range));
        return allowed;
    }

    @Override
    public Map<String, Filter> getFilters() {
        Map<String, Filter> allowed = new HashMap<>();
        orEmpty(super.getFilters()).forEach((name, filter) -> {
            if (FILTERS.contains(name)) {
                allowed.put(
                        name, name.equals("escape") ? new BoundedEscape(escaping) : new BoundedFilter(name, filter));
            }
        });
        if (extension instanceof CoreExtension) {
            allowed.putAll(OwnFilters.of(escaping));
        }
        return allowed;
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        List<BinaryOperator> operators = new ArrayList<>();
        for (BinaryOperator operator : orEmpty(super.getBinaryOperators())) {
            if (operator.getSymbol().equals("~")) {
                operators.add(bounded(operator, BoundedConcatenation::new));
            } else if (operator.getSymbol().equals("+")) {
                operators.add(bounded(operator, BoundedAddition::new));
            } else {
                operators.add(operator);
            }
        }
        return operators;
    }

    /** Members of objects and arrays only: Pebble's own resolver would call methods. */
    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return extension instanceof AttributeResolverExtension ? List.of(new Members()) : List.of();
    }

    private static BinaryOperator bounded(
            BinaryOperator operator,
            Supplier<? extends io.pebbletemplates.pebble.node.expression.BinaryExpression<?>> expression) {
        return new BinaryOperatorImpl(
                operator.getSymbol(),
                operator.getPrecedence(),
                expression,
                BinaryOperatorType.NORMAL,
                Associativity.LEFT);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Map<String, T> orEmpty(Map<String, T> map) {
        return map == null ? Map.of() : map;
    }
}
