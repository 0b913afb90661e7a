package io.ringmaster.config.binding;

import io.ringmaster.config.binding.RecordShape.SettingShape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes a configuration in its canonical form: every setting, in the order of the components, indented by two spaces per level. */
final class CanonicalYaml {

    /** Texts that need no quotes in YAML. */
    private static final Pattern PLAIN = Pattern.compile("(?!(?:null|true|false)$)[A-Za-z0-9_/][A-Za-z0-9_./+-]*");
    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();

    private CanonicalYaml() {
    }

    static String of(final Record configuration) {
        final CanonicalYaml yaml = new CanonicalYaml();
        yaml.record(RecordShape.of(configuration.getClass()), configuration, "", "");
        return yaml.out.toString();
    }

    /** @param first prefix of the first line: the indentation, or the dash of a list */
    private void record(final RecordShape shape, final Record holder, final String first, final String indentation) {
        String before = first;
        for (final SettingShape setting : shape.settings().values()) {
            out.append(before).append(setting.key()).append(':');
            value(setting.value(), setting.valueIn(holder), indentation);
            before = indentation;
        }
    }

    private void value(final ValueShape shape, final Object value, final String indentation) {
        switch (shape) {
            case final ValueShape.Scalar scalar -> out.append(' ').append(scalar.type().write(value)).append('\n');
            case final ValueShape.Nested nested when nested.record().settings().isEmpty() -> out.append(" {}\n");
            case final ValueShape.Nested nested -> {
                out.append('\n');
                record(nested.record(), (Record) value, indentation + STEP, indentation + STEP);
            }
            case final ValueShape.Listed listed -> list(listed.element(), (List<?>) value, indentation + STEP);
            case final ValueShape.Named _ -> map((Map<?, ?>) value, indentation + STEP);
        }
    }

    private void list(final ValueShape element, final List<?> values, final String indentation) {
        out.append(values.isEmpty() ? " []\n" : "\n");
        for (final Object value : values) {
            if (element instanceof final ValueShape.Nested nested && !nested.record().settings().isEmpty()) {
                record(nested.record(), (Record) value, indentation + "- ", indentation + STEP);
            } else {
                out.append(indentation).append('-');
                value(element, value, indentation);
            }
        }
    }

    private void map(final Map<?, ?> values, final String indentation) {
        out.append(values.isEmpty() ? " {}\n" : "\n");
        new TreeMap<>(values).forEach((key, value) ->
            out.append(indentation).append(quote((String) key)).append(": ").append(quote((String) value)).append('\n'));
    }

    /** A text, quoted so that YAML reads the same text back. */
    static String quote(final String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        final StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= ' ' && c <= '~' || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(c <= 0xFFFF ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c));
            }
        });
        return quoted.append('"').toString();
    }
}
