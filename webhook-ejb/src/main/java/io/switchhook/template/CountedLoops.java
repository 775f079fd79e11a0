package io.switchhook.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import java.io.Writer;

/** The tag {@code for} with its rounds counted, so that a loop ends. */
final class CountedLoops extends ForTokenParser {

    @Override
    public RenderableNode parse(Token token, Parser parser) {
        ForNode loop = (ForNode) super.parse(token, parser);
        loop.getBody().getChildren().add(0, new Step(loop.getLineNumber()));
        return loop;
    }

    private static final class Step extends AbstractRenderableNode {

        Step(int line) {
            super(line);
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            ((Output) writer).step(getLineNumber());
        }

        @Override
        public void accept(NodeVisitor visitor) {
            // prints nothing, holds nothing
        }
    }
}
