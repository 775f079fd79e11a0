package io.switchhook.eventpattern;

import io.switchhook.network.Cidr;
import io.switchhook.network.IpLiteral;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One element of a leaf, asked about one text, number, boolean or null. Implementations are immutable. */
public sealed interface Alternative {
    /** {@code {"exists": false}}; holds for no value at all. */
    Alternative ABSENT = new Exists(false);

    /** Whether it holds for a value that is there. */
    boolean holds(JsonValue value);

    /** Exactly this text. */
    record Text(String text) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return value instanceof JsonString found && found.getString().equals(text);
        }
    }

    /** A number of this value, however it is written. */
    record Figure(BigDecimal number) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return value instanceof JsonNumber found && found.bigDecimalValue().compareTo(number) == 0;
        }
    }

    /** {@code true}, {@code false} or {@code null}. */
    record Word(JsonValue.ValueType type) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return value.getValueType() == type;
        }
    }

    /** Text that begins so. */
    record Prefix(String prefix, boolean ignoreCase) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return value instanceof JsonString found
                    && found.getString().regionMatches(ignoreCase, 0, prefix, 0, prefix.length());
        }
    }

    /** Text that ends so. */
    record Suffix(String suffix, boolean ignoreCase) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            if (!(value instanceof JsonString found)) {
                return false;
            }
            String text = found.getString();
            return text.regionMatches(ignoreCase, text.length() - suffix.length(), suffix, 0, suffix.length());
        }
    }

    /** The text in any case. */
    record EqualsIgnoreCase(String text) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return value instanceof JsonString found && found.getString().equalsIgnoreCase(text);
        }
    }

    /** Text of this form. */
    record Like(Wildcard wildcard) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return value instanceof JsonString found && wildcard.matches(found.getString());
        }
    }

    /** Any value for which none of these holds. */
    record AnythingBut(List<Alternative> excluded) implements Alternative {
        public AnythingBut {
            excluded = List.copyOf(excluded);
        }

        @Override
        public boolean holds(JsonValue value) {
            return excluded.stream().noneMatch(alternative -> alternative.holds(value));
        }
    }

    /** A number within bounds. */
    record Numeric(Optional<Bound> lower, Optional<Bound> upper) implements Alternative {
        /** A bound that is or is not in the range itself. */
        record Bound(BigDecimal number, boolean included) {}

        @Override
        public boolean holds(JsonValue value) {
            if (!(value instanceof JsonNumber found)) {
                return false;
            }
            BigDecimal number = found.bigDecimalValue();
            return lower.map(bound -> isBeyond(number.compareTo(bound.number()), bound))
                            .orElse(true)
                    && upper.map(bound -> isBeyond(bound.number().compareTo(number), bound))
                            .orElse(true);
        }

        private static boolean isBeyond(int order, Bound bound) {
            return order > 0 || (order == 0 && bound.included());
        }
    }

    /** Whether there is anything. */
    record Exists(boolean wanted) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return wanted;
        }
    }

    /** Text that is an address of this block. */
    record Address(Cidr block) implements Alternative {
        @Override
        public boolean holds(JsonValue value) {
            return value instanceof JsonString found
                    && IpLiteral.parse(found.getString()).map(block::contains).orElse(false);
        }
    }
}
