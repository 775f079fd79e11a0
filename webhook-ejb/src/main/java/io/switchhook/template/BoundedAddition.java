package io.switchhook.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.node.expression.AddExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.utils.OperatorUtils;

/** {@code a + b}, which also joins texts and lists. */
final class BoundedAddition extends AddExpression {

    @Override
    public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
        Object left = getLeftExpression().evaluate(self, context);
        Object right = getRightExpression().evaluate(self, context);
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        if (isText(left) || isText(right)) {
            String text = Texts.printed(left, getLineNumber()) + Texts.printed(right, getLineNumber());
            return Bounds.check(text, getLineNumber());
        }
        try {
            return Bounds.check(OperatorUtils.add(left, right), getLineNumber());
        } catch (ClassCastException | ArithmeticException | NumberFormatException failure) {
            throw new TemplateFailure(getLineNumber(), "cannot add " + left + " and " + right);
        }
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof SafeString;
    }
}
