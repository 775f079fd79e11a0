package io.switchhook.template;

import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;

/** {@code a ~ b}, so that doubling a text in a loop ends. */
final class BoundedConcatenation extends ConcatenateExpression {

    @Override
    public String evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
        String left = Texts.printed(getLeftExpression().evaluate(self, context), getLineNumber());
        String right = Texts.printed(getRightExpression().evaluate(self, context), getLineNumber());
        Bounds.checkText((long) left.length() + right.length(), getLineNumber());
        return left + right;
    }
}
