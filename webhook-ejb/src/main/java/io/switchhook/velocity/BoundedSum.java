package io.switchhook.velocity;

import io.switchhook.template.Texts;
import org.apache.velocity.context.InternalContextAdapter;
import org.apache.velocity.runtime.parser.node.ASTAddNode;

/** {@code a + b}, which also joins texts. */
final class BoundedSum extends ASTAddNode {

    BoundedSum(ASTAddNode sum) {
        super(sum.getType());
        setFirstToken(sum.getFirstToken());
        last = sum.getLastToken();
        line = sum.getLine();
        column = sum.getColumn();
        parser = sum.getParser();
        template = sum.getTemplate();
        parent = sum.jjtGetParent();
        for (int i = 0; i < sum.jjtGetNumChildren(); i++) {
            jjtAddChild(sum.jjtGetChild(i), i);
            sum.jjtGetChild(i).jjtSetParent(this);
        }
    }

    @Override
    protected Object handleSpecial(Object left, Object right, InternalContextAdapter context) {
        if (!(left instanceof String) && !(right instanceof String)) {
            return null;
        }
        String first = left == null ? jjtGetChild(0).literal() : Texts.printed(left, line);
        String second = right == null ? jjtGetChild(1).literal() : Texts.printed(right, line);
        Budget.text((long) first.length() + second.length(), line);
        return first + second;
    }
}
