package io.ringmaster.cli.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Describes the differences between two configurations in their canonical text: one line per key, strategies by their id. */
public final class ConfigurationChange {

    private ConfigurationChange() {
    }

    /** Such as {@code risk.maxOrderQty: 1 -> 2}; empty where they are the same. */
    public static List<String> between(final String before, final String after) {
        final Map<String, String> was = values(before);
        final Map<String, String> is = values(after);
        final List<String> changes = new ArrayList<>();
        final TreeSet<String> keys = new TreeSet<>(was.keySet());
        keys.addAll(is.keySet());
        for (final String key : keys) {
            final String strategy = strategyOf(key);
            if (strategy != null && (was.containsKey(strategy + ".id") != is.containsKey(strategy + ".id"))) {
                if (key.equals(strategy + ".id")) {
                    changes.add(strategy + (is.containsKey(key) ? " is new" : " is removed"));
                }
                continue;
            }
            final String old = was.get(key);
            final String now = is.get(key);
            if (old == null) {
                changes.add(key + ": " + now + " is new");
            } else if (now == null) {
                changes.add(key + ": " + old + " is removed");
            } else if (!old.equals(now)) {
                changes.add(key + ": " + old + " -> " + now);
            }
        }
        if (changes.isEmpty() && !before.equals(after)) {
            changes.add("the order of keys or strategies differs");
        }
        return changes;
    }

    /** The strategy a key belongs to, such as {@code strategies[fast]}; null for other keys. */
    private static String strategyOf(final String key) {
        return key.startsWith("strategies[") && key.indexOf(']') > 0 ? key.substring(0, key.indexOf(']') + 1) : null;
    }

    /** Every value by its path. Canonical text has one key a line and two spaces a level. */
    private static Map<String, String> values(final String canonical) {
        final Map<String, String> values = new LinkedHashMap<>();
        final List<String> path = new ArrayList<>();
        final Map<String, Integer> items = new LinkedHashMap<>();
        for (final String line : canonical.lines().toList()) {
            String rest = line;
            int indent = rest.length() - rest.stripLeading().length();
            rest = rest.strip();
            if (rest.startsWith("- ")) {
                cut(path, indent / 2);
                final String list = String.join("", path);
                final int item = items.merge(list, 1, Integer::sum);
                path.add("[" + (rest.startsWith("- id: ") ? rest.substring("- id: ".length()) : Integer.toString(item)) + "]");
                rest = rest.substring(2);
                indent += 2;
            }
            cut(path, indent / 2);
            final int colon = rest.indexOf(':');
            if (colon < 0) {
                values.put(String.join("", path), rest);
                continue;
            }
            path.add((path.isEmpty() ? "" : ".") + rest.substring(0, colon));
            final String value = rest.substring(colon + 1).strip();
            if (!value.isEmpty()) {
                values.put(String.join("", path), value);
            }
        }
        return values;
    }

    private static void cut(final List<String> path, final int depth) {
        while (path.size() > depth) {
            path.removeLast();
        }
    }
}
