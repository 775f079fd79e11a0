package io.switchhook.template;

import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.ExtensionRegistry;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;

/** Finds filters, functions and tests that do not exist when a template is compiled; Pebble itself looks when it renders. */
final class KnownNames extends AbstractNodeVisitor {
    private final ExtensionRegistry registry;

    KnownNames(ExtensionRegistry registry, PebbleTemplateImpl template) {
        super(template);
        this.registry = registry;
    }

    @Override
    public void visit(Node node) {
        if (node instanceof Expression<?> expression) {
            look(expression, expression.getLineNumber());
        }
    }

    private void look(Expression<?> node, int line) {
        if (node instanceof BinaryExpression<?> binary) {
            visitAll(binary.getLeftExpression(), binary.getRightExpression());
        } else if (node instanceof UnaryExpression unary) {
            visitAll(unary.getChildExpression());
        } else if (node instanceof TernaryExpression ternary) {
            visitAll(ternary.getExpression1(), ternary.getExpression2(), ternary.getExpression3());
        } else if (node instanceof ArrayExpression array) {
            array.getValues().forEach(value -> value.accept(this));
        } else if (node instanceof MapExpression map) {
            map.getEntries().forEach((name, value) -> visitAll(name, value));
        } else if (node instanceof GetAttributeExpression attribute) {
            if (attribute.getArgumentsNode() != null) {
                throw new TemplateFailure(line, "calls a method, but templates cannot call methods");
            }
            visitAll(attribute.getNode(), attribute.getAttributeNameExpression());
        } else if (node instanceof FilterInvocationExpression filter) {
            known("filter", filter.getFilterName(), registry.getFilter(filter.getFilterName()), line);
            filter.getArgs().accept(this);
        } else if (node instanceof TestInvocationExpression test) {
            known("test", test.getTestName(), registry.getTest(test.getTestName()), line);
            test.getArgs().accept(this);
        } else if (node instanceof FunctionOrMacroInvocationExpression function) {
            known("function", function.getFunctionName(), registry.getFunction(function.getFunctionName()), line);
            function.getArguments().accept(this);
        }
    }

    private void visitAll(Expression<?>... expressions) {
        for (Expression<?> expression : expressions) {
            expression.accept(this);
        }
    }

    private static void known(String kind, String name, Object found, int line) {
        if (found == null) {
            throw new TemplateFailure(line, kind + " " + name + " does not exist");
        }
    }
}
