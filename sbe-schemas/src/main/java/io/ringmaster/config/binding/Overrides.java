package io.ringmaster.config.binding;

import io.ringmaster.config.binding.RecordShape.SettingShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values that replace those of the file. A path consists of the keys from the root, joined by dots, and the index of a list's element, from 0:
 * {@code strategies.0.timeframe}. The text of a section or a list is YAML: {@code [{symbol: PF_XBTUSD}]}.
 */
final class Overrides {

    private static final String PREFIX = "RINGMASTER_";
    /** Variables with the prefix that belong to the launcher. */
    private static final List<String> NOT_SETTINGS = List.of("JAVA_OPTS");

    private final Faults faults;

    Overrides(final Faults faults) {
        this.faults = faults;
    }

    /** Changes the values of the file, in the order of the paths, so that a section comes before its keys. */
    void apply(final Given.Section root, final Map<String, String> overrides) {
        new TreeMap<>(overrides).forEach((path, text) -> put(root, path, new Given.Text(text, false, Given.OVERRIDE)));
    }

    private void put(final Given.Section root, final String path, final Given.Text text) {
        final String[] keys = path.split("\\.", -1);
        Given place = root;
        for (int i = 0; i < keys.length && place != null; i++) {
            if (keys[i].isEmpty()) {
                faults.add(Given.OVERRIDE, path, "a key is empty. Write the keys from the root, joined by single dots.");
                return;
            }
            place = descend(place, keys[i], path, i == keys.length - 1 ? text : null);
        }
    }

    /** Sets a value below a place. Without a value, returns the section or list at that place, created if necessary. */
    private Given descend(final Given place, final String key, final String path, final Given.Text text) {
        return switch (place) {
            case final Given.Section section -> {
                final Given.Entry entry = section.entries().get(key);
                final Given below = text != null ? text : container(entry == null ? null : entry.value(), section.line(), path);
                final int line = entry == null || text != null ? Given.OVERRIDE : entry.line();
                section.entries().put(key, new Given.Entry(line, below));
                yield below;
            }
            case final Given.Items items -> {
                final int index = indexIn(items, key, path);
                if (index < 0) {
                    yield null;
                }
                final Given below = text != null ? text : container(items.items().get(index), items.line(), path);
                items.items().set(index, below);
                yield below;
            }
            case final Given.Text _ -> throw new IllegalStateException("expected a section or a list: " + path);
        };
    }

    private Given container(final Given given, final int parentLine, final String path) {
        final Given parsed = given instanceof final Given.Text text && text.isOverride()
            ? YamlReader.readFragment(text.text(), KeyPath.ROOT.child(path), faults)
            : given;
        return parsed == null || parsed instanceof Given.Text ? new Given.Section(new LinkedHashMap<>(), parentLine) : parsed;
    }

    private int indexIn(final Given.Items items, final String key, final String path) {
        final int size = items.items().size();
        if (key.matches("[0-9]{1,9}") && Integer.parseInt(key) < size) {
            return Integer.parseInt(key);
        }
        faults.add(Given.OVERRIDE, path, "'" + key + "' is not an element of the list. "
            + (size == 0 ? "The list is empty; give all of it." : "Give an index from 0 to " + (size - 1) + "."));
        return -1;
    }

    /**
     * The settings in the environment: {@code RINGMASTER_RISK_MAX_LEVERAGE} is {@code risk.maxLeverage}. A variable with the prefix that names
     * no setting becomes a path in lower case, which {@link Binding} reports as unknown.
     */
    static Map<String, String> fromEnvironment(final RecordShape root, final Map<String, String> environment) {
        final Map<String, String> overrides = new TreeMap<>();
        environment.forEach((name, text) -> {
            final String rest = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (!rest.isEmpty() && !NOT_SETTINGS.contains(rest)) {
                final String path = path(new ValueShape.Nested(root.type()), rest);
                overrides.put(path == null ? rest.toLowerCase(Locale.ROOT).replace('_', '.') : path, text);
            }
        });
        return overrides;
    }

    /** The dotted path of words joined by {@code _} below a shape; null if there is none. */
    private static String path(final ValueShape shape, final String words) {
        return switch (shape) {
            case final ValueShape.Nested nested -> pathInRecord(nested.record(), words);
            case final ValueShape.Listed listed -> {
                final String[] indexAndRest = words.split("_", 2);
                yield indexAndRest[0].matches("[0-9]+") ? join(indexAndRest[0], listed.element(), indexAndRest) : null;
            }
            case final ValueShape.Named _ -> words.toLowerCase(Locale.ROOT);
            case final ValueShape.Scalar _ -> null;
        };
    }

    private static String pathInRecord(final RecordShape shape, final String words) {
        for (final SettingShape setting : shape.settings().values()) {
            for (int end = words.length(); end > 0; end = words.lastIndexOf('_', end - 1)) {
                if (Spelling.plain(words.substring(0, end)).equals(Spelling.plain(setting.key()))) {
                    final String path = end == words.length()
                        ? setting.key()
                        : join(setting.key(), setting.value(), new String[] {setting.key(), words.substring(end + 1)});
                    if (path != null) {
                        return path;
                    }
                }
            }
        }
        return null;
    }

    private static String join(final String key, final ValueShape below, final String[] keyAndRest) {
        if (keyAndRest.length == 1) {
            return key;
        }
        final String rest = path(below, keyAndRest[1]);
        return rest == null ? null : RecordShape.path(key, rest);
    }
}
