package io.ringmaster.config.binding;

import io.ringmaster.config.binding.RecordShape.SettingShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One pass over the given values: creates the records and collects every fault. A place with a fault gives null and is not checked further. */
final class Binding {

    private final Faults faults;
    /** The defaults, parsed once each: in a registry of ten thousand strategies, most settings have their default. */
    private final Map<SettingShape, Object> defaults = new IdentityHashMap<>();

    Binding(final Faults faults) {
        this.faults = faults;
    }

    /** The record of a section, or null if something in it is wrong. */
    Record record(final RecordShape shape, final Given.Section section, final KeyPath path) {
        reportUnknownKeys(shape, section, path);
        final Object[] values = new Object[shape.settings().size()];
        boolean isComplete = true;
        int index = 0;
        for (final SettingShape setting : shape.settings().values()) {
            final Given.Entry entry = section.entries().get(setting.key());
            final KeyPath keyPath = path.child(setting.key());
            values[index] = entry == null ? missing(setting, section.line(), keyPath) : given(setting, entry, keyPath);
            isComplete &= values[index++] != null;
        }
        return isComplete ? create(shape, values, section, path) : null;
    }

    private void reportUnknownKeys(final RecordShape shape, final Given.Section section, final KeyPath path) {
        section.entries().forEach((key, entry) -> {
            if (!shape.settings().containsKey(key)) {
                final String nearest = Spelling.nearest(key, shape.settings().keySet());
                final String advice = nearest == null
                    ? "Known here: " + String.join(", ", shape.settings().keySet()) + "."
                    : "Did you mean '" + nearest + "'?";
                faults.add(entry.line(), path.child(key), "unknown. " + advice);
            }
        });
    }

    /** The constructor of the record checks rules between settings. */
    private Record create(final RecordShape shape, final Object[] values, final Given.Section section, final KeyPath path) {
        try {
            return shape.create(values);
        } catch (final IllegalArgumentException | ArithmeticException e) {
            final String message = String.valueOf(e.getMessage());
            final SettingShape named = namedFirst(shape, message);
            final Given.Entry entry = named == null ? null : section.entries().get(named.key());
            if (entry == null) {
                faults.add(section.line(), path, message);
            } else {
                faults.add(entry.value().line(), path.child(named.key()), message);
            }
            return null;
        }
    }

    private static SettingShape namedFirst(final RecordShape shape, final String message) {
        final String word = message.split("[^A-Za-z0-9]", 2)[0];
        return shape.settings().values().stream().filter(setting -> setting.name().equals(word)).findFirst()
            .orElse(shape.settings().get(word));
    }

    private Object missing(final SettingShape setting, final int sectionLine, final KeyPath path) {
        if (setting.hasDefault()) {
            return defaults.computeIfAbsent(setting, each -> defaultValue(each, path));
        }
        if (setting.value() instanceof final ValueShape.Nested nested) {
            return record(nested.record(), new Given.Section(Map.of(), sectionLine), path);
        }
        faults.add(sectionLine, path, "missing. Give " + wanted(setting.value()) + ": " + setting.setting().doc() + ".");
        return null;
    }

    private static Object defaultValue(final SettingShape setting, final KeyPath path) {
        final String text = setting.setting().value();
        final Faults own = new Faults("default");
        final Object value = switch (setting.value()) {
            case final ValueShape.Listed _ when text.isEmpty() -> List.of();
            case final ValueShape.Named _ when text.isEmpty() -> Map.of();
            default -> new Binding(own).value(setting.value(), new Given.Text(text, false, Given.OVERRIDE), path);
        };
        if (value == null) {
            throw new IllegalArgumentException("the default of '" + path + "' is not allowed", own.toException());
        }
        return value;
    }

    private Object given(final SettingShape setting, final Given.Entry entry, final KeyPath path) {
        if (entry.value() == null) {
            return null;
        }
        if (entry.value() instanceof final Given.Text text && text.isEmpty() && !(setting.value() instanceof ValueShape.Nested)) {
            final String otherwise = setting.hasDefault() && !setting.setting().value().isEmpty()
                ? ", or remove the line for " + setting.setting().value()
                : "";
            faults.add(text.line(), path, "no value. Give " + wanted(setting.value()) + otherwise + ".");
            return null;
        }
        return value(setting.value(), entry.value(), path);
    }

    private Object value(final ValueShape shape, final Given given, final KeyPath path) {
        if (given == null) {
            return null;
        }
        return switch (shape) {
            case final ValueShape.Scalar scalar -> scalar(scalar.type(), given, path);
            case final ValueShape.Nested nested -> switch (structure(given, path)) {
                case final Given.Section section -> record(nested.record(), section, path);
                case final Given.Text text when text.isEmpty() ->
                    record(nested.record(), new Given.Section(Map.of(), text.line()), path);
                case final Given other -> wrongStructure(shape, other, path);
                case null -> null;
            };
            case final ValueShape.Listed listed -> switch (structure(given, path)) {
                case final Given.Items items -> list(listed.element(), items, path);
                case final Given other -> wrongStructure(shape, other, path);
                case null -> null;
            };
            case final ValueShape.Named _ -> switch (structure(given, path)) {
                case final Given.Section section -> map(section, path);
                case final Given other -> wrongStructure(shape, other, path);
                case null -> null;
            };
        };
    }

    /** An override is a text; for a section or a list, this text is YAML. */
    private Given structure(final Given given, final KeyPath path) {
        return given instanceof final Given.Text text && text.isOverride() ? YamlReader.readFragment(text.text(), path, faults) : given;
    }

    private Object scalar(final ScalarType type, final Given given, final KeyPath path) {
        if (!(given instanceof final Given.Text text)) {
            return wrongStructure(new ValueShape.Scalar(type), given, path);
        }
        try {
            return type.read(text.text());
        } catch (final IllegalArgumentException e) {
            faults.add(text.line(), path, "'" + text.text() + "' " + e.getMessage() + ". Give " + type.wanted() + ".");
            return null;
        }
    }

    private List<Object> list(final ValueShape element, final Given.Items items, final KeyPath path) {
        final List<Object> values = new ArrayList<>(items.items().size());
        boolean isComplete = true;
        for (int i = 0; i < items.items().size(); i++) {
            final Object value = value(element, items.items().get(i), path.child(i));
            values.add(value);
            isComplete &= value != null;
        }
        return isComplete ? Collections.unmodifiableList(values) : null;
    }

    private Map<String, String> map(final Given.Section section, final KeyPath path) {
        final Map<String, String> values = new TreeMap<>();
        boolean isComplete = true;
        for (final Map.Entry<String, Given.Entry> each : section.entries().entrySet()) {
            final KeyPath keyPath = path.child(each.getKey());
            switch (each.getValue().value()) {
                case final Given.Text text when text.isEmpty() -> {
                    faults.add(text.line(), keyPath, "no value. Give a text, \"\" for an empty one.");
                    isComplete = false;
                }
                case final Given.Text text -> values.put(each.getKey(), text.text());
                case final Given other -> {
                    faults.add(other.line(), keyPath, "holds " + structureName(other) + ". Give a text.");
                    isComplete = false;
                }
                case null -> isComplete = false;
            }
        }
        return isComplete ? Collections.unmodifiableMap(new LinkedHashMap<>(values)) : null;
    }

    private Object wrongStructure(final ValueShape shape, final Given given, final KeyPath path) {
        final String found = given instanceof final Given.Text text ? "'" + text.text() + "'" : structureName(given);
        faults.add(given.line(), path, "holds " + found + ". Give " + wanted(shape) + ".");
        return null;
    }

    private static String structureName(final Given given) {
        return switch (given) {
            case final Given.Items _ -> "a list";
            case final Given.Section _ -> "a section";
            case final Given.Text _ -> "a single value";
        };
    }

    /** The expected value, as the object of "Give …". */
    static String wanted(final ValueShape shape) {
        return switch (shape) {
            case final ValueShape.Scalar scalar -> scalar.type().wanted();
            case final ValueShape.Nested nested -> "a section with " + String.join(", ", nested.record().settings().keySet());
            case final ValueShape.Listed listed -> "a list, each " + wanted(listed.element());
            case final ValueShape.Named _ -> "a section of lines 'name: text'";
        };
    }
}
