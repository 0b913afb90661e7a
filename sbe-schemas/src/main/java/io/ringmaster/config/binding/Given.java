package io.ringmaster.config.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value given at one place of a configuration: in the file, at a line from 1, or by an override, at line {@link #OVERRIDE}. */
sealed interface Given {

    /** The line of values that are not from the file. */
    int OVERRIDE = 0;

    /** The line of the value. */
    int line();

    /** The same value with its own lists and sections, for overrides to change. */
    Given copy();

    /**
     * One value.
     *
     * @param isPlain whether it has no quotes, so that an empty text or {@code null} means no value
     */
    record Text(String text, boolean isPlain, int line) implements Given {

        boolean isEmpty() {
            return isPlain && (text.isEmpty() || "null".equals(text));
        }

        boolean isOverride() {
            return line == OVERRIDE;
        }

        @Override
        public Text copy() {
            return this;
        }
    }

    /** A list; overrides replace its elements in place. */
    record Items(List<Given> items, int line) implements Given {

        @Override
        public Items copy() {
            final List<Given> copies = new ArrayList<>(items.size());
            items.forEach(item -> copies.add(item == null ? null : item.copy()));
            return new Items(copies, line);
        }
    }

    /** Keys and their values, in the given order; overrides add and replace values. */
    record Section(Map<String, Entry> entries, int line) implements Given {

        @Override
        public Section copy() {
            final Map<String, Entry> copies = new LinkedHashMap<>();
            entries.forEach((key, entry) -> copies.put(key, new Entry(entry.line, entry.value == null ? null : entry.value.copy())));
            return new Section(copies, line);
        }

        /** Whether there is a value at a dotted path of sections. */
        boolean has(final String path) {
            Given place = this;
            for (final String key : path.split("\\.")) {
                final Entry entry = place instanceof Section(final var entries, final int _) ? entries.get(key) : null;
                if (entry == null) {
                    return false;
                }
                place = entry.value();
            }
            return true;
        }

        /** Line of a dotted path, or of the nearest enclosing section or list. */
        int lineOf(final String path) {
            Given place = this;
            int line = line();
            for (final String key : path.split("\\.")) {
                final Entry entry = switch (place) {
                    case Section(final var entries, final int _) -> entries.get(key);
                    case Items(final var items, final int _) when key.matches("[0-9]{1,9}") && Integer.parseInt(key) < items.size() ->
                        new Entry(items.get(Integer.parseInt(key)).line(), items.get(Integer.parseInt(key)));
                    case null, default -> null;
                };
                if (entry == null) {
                    return line;
                }
                line = entry.line();
                place = entry.value();
            }
            return line;
        }
    }

    /** One key of a section; an invalid value is null, and its fault is already collected. */
    record Entry(int line, Given value) {
    }
}
