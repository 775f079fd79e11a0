package io.switchhook.velocity;

import java.io.Reader;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.RuntimeConstants;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;
import org.apache.velocity.util.introspection.Uberspect;
import org.slf4j.helpers.NOPLogger;

/** Velocity with our reach instead of reflection, whose trees are checked however they come to be parsed. */
final class Engine extends RuntimeInstance {
    private final Uberspect reach = new Reach();

    Engine() {
        // What it would log quotes templates and values.
        setProperty(RuntimeConstants.RUNTIME_LOG_INSTANCE, NOPLogger.NOP_LOGGER);
        setProperty(RuntimeConstants.RESOURCE_LOADERS, "none");
        setProperty("resource.loader.none.class", StringResourceLoader.class.getName());
        setProperty(RuntimeConstants.VM_LIBRARY, "");
        setProperty(RuntimeConstants.VM_PERM_ALLOW_INLINE, false);
        setProperty(RuntimeConstants.PARSER_POOL_SIZE, 2);
        init();
    }

    @Override
    public Uberspect getUberspect() {
        return reach;
    }

    /** Texts in double quotes are templates too and are parsed here when they are met. */
    @Override
    public SimpleNode parse(Reader reader, Template template) throws ParseException {
        SimpleNode tree = super.parse(reader, template);
        Trees.check(tree);
        return tree;
    }
}
