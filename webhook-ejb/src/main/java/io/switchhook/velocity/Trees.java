package io.switchhook.velocity;

import java.util.Set;
import org.apache.velocity.runtime.parser.node.ASTAddNode;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.apache.velocity.runtime.parser.node.ASTMathNode;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;

/** Takes from a parsed template what could reach out of it or grow without bound. */
final class Trees {
    /** What reads files or other templates, or calls itself. */
    private static final Set<String> FORBIDDEN = Set.of("include", "parse", "evaluate", "macro", "define");

    private static final int MAX_OPERATIONS = 64;
    private static final int MAX_DEPTH = 200;

    private Trees() {}

    /** @throws VelocityFailure if the template does what none may do */
    static void check(SimpleNode tree) {
        check(tree, 0, 0);
    }

    private static void check(Node node, int depth, int operations) {
        if (depth > MAX_DEPTH) {
            throw VelocityFailure.at(line(node), "nested deeper than " + MAX_DEPTH + " levels");
        }
        if (operations > MAX_OPERATIONS) {
            throw VelocityFailure.at(line(node), "an expression of more than " + MAX_OPERATIONS + " operations");
        }
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            Node child = node.jjtGetChild(i);
            if (child instanceof ASTDirective directive && FORBIDDEN.contains(directive.getDirectiveName())) {
                throw VelocityFailure.at(
                        line(child),
                        "#" + directive.getDirectiveName() + " is not allowed; allowed are #set, #if, #elseif, #else,"
                                + " #foreach, #break, #stop and #end");
            }
            if (child instanceof ASTAddNode sum) {
                child = new BoundedSum(sum);
                node.jjtAddChild(child, i);
            } else if (child instanceof ASTIntegerRange range) {
                child = new BoundedRange(range);
                node.jjtAddChild(child, i);
            }
            check(child, depth + 1, child instanceof ASTMathNode ? operations + 1 : 0);
        }
    }

    /** A tree that was not yet made ready knows its lines by its tokens alone. */
    private static int line(Node node) {
        return node.getFirstToken() == null ? node.getLine() : node.getFirstToken().beginLine;
    }
}
