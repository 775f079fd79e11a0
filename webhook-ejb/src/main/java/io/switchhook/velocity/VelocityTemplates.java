package io.switchhook.velocity;

import io.switchhook.template.TemplateFailure;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.velocity.Template;
import org.apache.velocity.exception.ExtendedParseException;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.parser.ParseException;

/**
 * Renders Velocity templates in a sandbox.
 *
 * <p>A reference to nothing prints itself, {@code $!{x}} prints nothing then. Templates reach the names given, members of maps, elements
 * of lists, tools, and the methods of texts, lists and maps that only look; no classes, files or other templates: of Velocity's
 * directives there are {@code #set #if #elseif #else #foreach #break #stop #end}. A call of anything else is an error. Bounded are the
 * template ({@value #MAX_TEMPLATE} characters), the output and every text on the way to it ({@value #MAX_TEXT} characters), the steps of
 * all loops together ({@value #MAX_STEPS}), lists, numbers, and the time (two seconds). Instances are thread-safe.
 */
public final class VelocityTemplates {
    /** Characters of a template at most. */
    public static final int MAX_TEMPLATE = 256 * 1024;

    /** Characters of an output at most. */
    public static final int MAX_TEXT = 1024 * 1024;

    /** Steps of all loops of one rendering at most. */
    public static final int MAX_STEPS = 10_000;

    private static final int MAX_COMPILED = 1_000;
    private static final Pattern LINE = Pattern.compile("line (\\d{1,6})");

    private final Engine engine = new Engine();
    private final LongSupplier nanoTime;
    private final Map<String, Template> compiled = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Template> eldest) {
            return size() > MAX_COMPILED;
        }
    };

    public VelocityTemplates() {
        this(System::nanoTime);
    }

    VelocityTemplates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Compiles a template, so that its author hears of mistakes before an event does.
     *
     * @param name of the template, for the message
     * @throws VelocityFailure with the line
     */
    public void check(String name, String template) {
        guarded(name, () -> isText(template) ? template : compiled(template));
    }

    /**
     * The template with its names filled in.
     *
     * @param name of the template, for messages
     * @param names texts, numbers, booleans, {@link Tool tools} and the views of {@link io.switchhook.template.JsonViews}
     * @throws VelocityFailure if it does not compile, calls what it may not, or a bound is passed
     */
    public String render(String name, String template, Map<String, Object> names) {
        if (isText(template)) {
            return template;
        }
        Budget budget = new Budget(nanoTime);
        budget.begin();
        try {
            return guarded(name, () -> {
                Output output = new Output(budget);
                compiled(template).merge(new Scope(names), output);
                return output.toString();
            });
        } finally {
            Budget.end();
        }
    }

    private static boolean isText(String template) {
        return template.indexOf('$') < 0 && template.indexOf('#') < 0 && template.indexOf('\\') < 0;
    }

    private Template compiled(String text) throws ParseException {
        if (text.length() > MAX_TEMPLATE) {
            throw VelocityFailure.at(0, text.length() + " characters, allowed are " + MAX_TEMPLATE);
        }
        synchronized (compiled) {
            Template known = compiled.get(text);
            if (known != null) {
                return known;
            }
        }
        Template fresh = new Template();
        fresh.setRuntimeServices(engine);
        fresh.setName("template");
        fresh.setData(engine.parse(new StringReader(text), fresh));
        fresh.initDocument();
        synchronized (compiled) {
            compiled.put(text, fresh);
        }
        return fresh;
    }

    private interface Work<T> {
        T run() throws ParseException;
    }

    private static <T> T guarded(String name, Work<T> work) {
        try {
            return work.run();
        } catch (RuntimeException | ParseException failure) {
            throw asFailure(name, failure);
        } catch (StackOverflowError tooDeep) {
            throw VelocityFailure.at(0, "nested too deep").in(name, 0);
        }
    }

    /** Velocity wraps what was thrown inside; the innermost reason is of use, and the first line that is told. */
    private static VelocityFailure asFailure(String name, Exception failure) {
        int line = 0;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExtendedParseException located && line == 0) {
                line = Math.max(0, located.getLineNumber());
            }
            if (cause instanceof VelocityFailure own) {
                return own.in(name, line);
            }
            if (cause instanceof TemplateFailure own) {
                return VelocityFailure.at(line, own.reason()).in(name, line);
            }
        }
        String message = String.valueOf(failure.getMessage());
        Matcher told = LINE.matcher(message);
        line = line == 0 && told.find() ? Integer.parseInt(told.group(1)) : line;
        boolean syntax = failure instanceof ParseException || failure instanceof ExtendedParseException;
        String reason = syntax
                ? "is no Velocity: " + message
                : failure instanceof VelocityException ? message : "fails: " + message;
        return VelocityFailure.at(line, reason).in(name, line);
    }
}
