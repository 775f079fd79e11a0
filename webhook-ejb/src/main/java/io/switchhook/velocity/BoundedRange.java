package io.switchhook.velocity;

import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;

/** {@code [1..$n]}, which makes the whole list before the first step of a loop. */
final class BoundedRange extends ASTIntegerRange {

    BoundedRange(ASTIntegerRange range) {
        super(range.getType());
        setFirstToken(range.getFirstToken());
        last = range.getLastToken();
        line = range.getLine();
        column = range.getColumn();
        parser = range.getParser();
        template = range.getTemplate();
        parent = range.jjtGetParent();
        for (int i = 0; i < range.jjtGetNumChildren(); i++) {
            jjtAddChild(range.jjtGetChild(i), i);
            range.jjtGetChild(i).jjtSetParent(this);
        }
    }

    @Override
    public Object value(InternalContextAdapter context) {
        if (jjtGetChild(0).value(context) instanceof Number from
                && jjtGetChild(1).value(context) instanceof Number to) {
            double length = Math.abs((double) to.longValue() - from.longValue()) + 1;
            if (length > VelocityTemplates.MAX_STEPS) {
                throw VelocityFailure.at(line, "a range of more than " + VelocityTemplates.MAX_STEPS + " elements");
            }
        }
        return super.value(context);
    }
}
