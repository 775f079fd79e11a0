package io.switchhook.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.SetTokenParser;
import java.io.Writer;
import java.util.Collection;
import java.util.Map;

/** The tag {@code set}, so that {@code set a = [a, a]} in a loop ends. */
final class BoundedSet extends SetTokenParser {
    private static final int MAX_ELEMENTS = 10_000;

    @Override
    public RenderableNode parse(Token token, Parser parser) {
        SetNode set = (SetNode) super.parse(token, parser);
        return new CheckedSet(set.getLineNumber(), set.getName(), set.getValue());
    }

    private static final class CheckedSet extends SetNode {

        CheckedSet(int line, String name, Expression<?> value) {
            super(line, name, value);
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            Object value = getValue().evaluate(self, context);
            if (elements(value, 0) > MAX_ELEMENTS) {
                throw new TemplateFailure(
                        getLineNumber(), "set " + getName() + ": a list of more than " + MAX_ELEMENTS + " elements");
            }
            context.getScopeChain().set(getName(), value);
        }

        /** Elements at any depth, counted until there are too many. */
        private static int elements(Object value, int before) {
            int count = before + 1;
            if (value instanceof Map && !JsonViews.isView(value)) {
                for (Object member : ((Map<?, ?>) value).values()) {
                    if (count > MAX_ELEMENTS) {
                        return count;
                    }
                    count = elements(member, count);
                }
            } else if (value instanceof Collection && !JsonViews.isView(value)) {
                for (Object element : (Collection<?>) value) {
                    if (count > MAX_ELEMENTS) {
                        return count;
                    }
                    count = elements(element, count);
                }
            }
            return count;
        }
    }
}
