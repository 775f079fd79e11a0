package io.switchhook.definition;

import io.switchhook.jsonpath.FieldPath;
import io.switchhook.workflow.AnswerPart;
import io.switchhook.workflow.AnswerUse;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code success}, {@code maxResponse} and {@code output} of a step {@code httpRequest}. */
final class AnswerUseParser {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KM]?)");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final List<String> WHOLE = List.of("status", "text", "headers", "answer");

    private AnswerUseParser() {}

    static AnswerUse parse(Members step) {
        return new AnswerUse(success(step), largest(step), output(step));
    }

    private static Set<Integer> success(Members step) {
        Set<Integer> success = new LinkedHashSet<>();
        JsonArray statuses = step.list("success").orElse(JsonValue.EMPTY_JSON_ARRAY);
        for (int i = 0; i < statuses.size(); i++) {
            String text = statuses.get(i).toString();
            if (statuses.get(i) instanceof JsonNumber && text.matches("[2-5][0-9]{2}")) {
                success.add(Integer.valueOf(text));
            } else {
                step.problems()
                        .add(
                                Document.element(step.path("success"), i),
                                Problems.shortened(text),
                                "a status from 200 to 599");
            }
        }
        if (step.value("success").isPresent() && statuses.isEmpty()) {
            step.error("success", "none", "a list of statuses, or nothing for all from 200 to 299");
        }
        return success;
    }

    private static Optional<Integer> largest(Members step) {
        Optional<JsonValue> written = step.value("maxResponse");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        String text = written.get() instanceof JsonString string
                ? string.getString()
                : written.get().toString();
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (matcher.matches()) {
            int shift = matcher.group(2).isEmpty() ? 0 : matcher.group(2).equals("K") ? 10 : 20;
            long size = Long.parseLong(matcher.group(1)) << shift;
            if (size <= AnswerUse.MOST) {
                return Optional.of((int) size);
            }
        }
        step.error("maxResponse", Problems.quoted(text), "bytes from 0 to 64M, units K and M, for example 64K");
        return Optional.empty();
    }

    private static Map<String, AnswerPart> output(Members step) {
        Map<String, AnswerPart> output = new LinkedHashMap<>();
        step.members("output").ifPresent(members -> {
            JsonObject written = step.object("output").orElseThrow();
            for (String variable : written.keySet()) {
                if (!Ids.isVariable(variable)) {
                    members.error(variable, "this name", Ids.VARIABLE);
                }
                part(members, variable).ifPresent(part -> output.put(variable, part));
            }
        });
        return output;
    }

    private static Optional<AnswerPart> part(Members output, String variable) {
        if (!(output.value(variable).orElse(null) instanceof JsonObject)) {
            return output.text(variable, Integer.MAX_VALUE).flatMap(path -> json(output, variable, path));
        }
        Members part = output.members(variable).orElseThrow();
        Optional<AnswerPart> whole =
                part.oneOf("from", WHOLE).map(name -> AnswerPart.Whole.valueOf(name.toUpperCase(Locale.ROOT)));
        Optional<AnswerPart> header = part.text("header", Integer.MAX_VALUE).map(AnswerPart.Header::new);
        boolean asked = part.value("from").isPresent();
        if (asked == part.value("header").isPresent()) {
            part.error("from", asked ? "header beside it" : "nothing", "one of from and header");
        }
        header.map(AnswerPart.Header.class::cast)
                .filter(named -> !HEADER_NAME.matcher(named.name()).matches())
                .ifPresent(wrong -> part.error("header", "this name", "a header's name (RFC 9110, a token)"));
        part.end();
        return whole.or(() -> header);
    }

    private static Optional<AnswerPart> json(Members output, String variable, String path) {
        try {
            FieldPath.of(path);
            return Optional.of(new AnswerPart.Json(path));
        } catch (IllegalArgumentException malformed) {
            output.error(variable, Problems.quoted(path) + " (" + malformed.getMessage() + ")", "a JSONPath");
            return Optional.empty();
        }
    }
}
