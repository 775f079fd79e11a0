package io.switchhook.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.switchhook.variable.LookupFailed;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Renders Pebble templates in a sandbox.
 *
 * <p>Printed values are escaped for their place; {@code | raw} and {@code autoescape} are the author's way to say that a value is
 * already fit for it, and take the safety off. Templates reach no classes, methods, files or other templates: of Pebble's tags there
 * are {@code if for set autoescape verbatim}, and no macros. Bounded are the template ({@value #MAX_TEMPLATE} characters), the output
 * and every text on the way to it ({@value #MAX_TEXT} characters), the steps of all loops together ({@value #MAX_STEPS}), and the time
 * (two seconds, looked at on each loop step and output). Instances are thread-safe.
 */
public final class Templates {
    /** Characters of a template at most. */
    public static final int MAX_TEMPLATE = 256 * 1024;

    /** Characters of an output at most. */
    public static final int MAX_TEXT = 1024 * 1024;

    /** Steps of all loops of one rendering at most. */
    public static final int MAX_STEPS = 10_000;

    private static final int MAX_COMPILED = 1_000;

    private final Map<Escaping, PebbleEngine> engines = new EnumMap<>(Escaping.class);
    private final Map<Source, PebbleTemplate> compiled = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, PebbleTemplate> eldest) {
            return size() > MAX_COMPILED;
        }
    };
    private final LongSupplier nanoTime;

    private record Source(String text, Escaping escaping) {}

    public Templates() {
        this(System::nanoTime);
    }

    Templates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (Escaping escaping : Escaping.values()) {
            engines.put(escaping, engine(escaping));
        }
    }

    /**
     * The template with its names filled in.
     *
     * @param names as {@link TemplateNames} makes them
     * @throws TemplateFailure if it does not compile, a value does not fit an operation, or a bound is passed
     * @throws LookupFailed if a name cannot be looked up
     */
    public String render(String template, Escaping escaping, Map<String, Object> names) {
        if (isText(template)) {
            return escaping.whole(template);
        }
        Output output = new Output(nanoTime);
        guarded(() -> {
            compiled(template, escaping).evaluate(output, new RootScope(names, output));
            return output;
        });
        return escaping.whole(output.toString());
    }

    /**
     * Compiles a template, so that its author hears of mistakes before an event does.
     *
     * @throws TemplateFailure with the line
     */
    public void check(String template, Escaping escaping) {
        if (!isText(template)) {
            guarded(() -> compiled(template, escaping));
        }
    }

    private PebbleTemplate compiled(String template, Escaping escaping) {
        if (template.length() > MAX_TEMPLATE) {
            throw new TemplateFailure(0, template.length() + " characters, allowed are " + MAX_TEMPLATE);
        }
        Source source = new Source(template, escaping);
        synchronized (compiled) {
            PebbleTemplate known = compiled.get(source);
            if (known != null) {
                return known;
            }
        }
        PebbleEngine engine = engines.get(escaping);
        PebbleTemplate fresh = engine.getTemplate(template);
        PebbleTemplateImpl tree = (PebbleTemplateImpl) fresh;
        tree.getRootNode().accept(new KnownNames(engine.getExtensionRegistry(), tree));
        synchronized (compiled) {
            compiled.put(source, fresh);
        }
        return fresh;
    }

    private static boolean isText(String template) {
        return !template.contains("{{") && !template.contains("{%") && !template.contains("{#");
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> void guarded(Work<T> work) {
        try {
            work.run();
        } catch (TemplateFailure | LookupFailed failure) {
            throw failure;
        } catch (PebbleException failure) {
            throw asFailure(failure);
        } catch (IOException | RuntimeException failure) {
            throw new TemplateFailure(0, String.valueOf(failure.getMessage()));
        } catch (StackOverflowError tooDeep) {
            throw new TemplateFailure(0, "nested too deep");
        }
    }

    /** Pebble repeats the template's name, which here is its whole text: only the innermost reason is of use. */
    private static TemplateFailure asFailure(PebbleException failure) {
        int line = 0;
        String reason = failure.getPebbleMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LookupFailed lookup) {
                throw lookup;
            } else if (cause instanceof TemplateFailure) {
                reason = ((TemplateFailure) cause).reason();
            } else if (cause instanceof PebbleException) {
                PebbleException inner = (PebbleException) cause;
                line = inner.getLineNumber() == null ? line : inner.getLineNumber();
                reason = inner.getPebbleMessage();
            }
        }
        return new TemplateFailure(line, reason);
    }

    private static PebbleEngine engine(Escaping escaping) {
        return new PebbleEngine.Builder()
                .loader(new StringLoader())
                .cacheActive(false)
                .strictVariables(false)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .autoEscaping(escaping != Escaping.NONE && escaping != Escaping.HEADER)
                .registerExtensionCustomizer(extension -> new Sandbox(extension, escaping))
                .build();
    }
}
