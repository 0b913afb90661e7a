package io.ringmaster.config.binding;

import io.ringmaster.config.binding.RecordShape.SettingShape;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Describes every setting of a configuration in one Markdown table. */
final class SettingsTable {

    private final StringBuilder out = new StringBuilder("| key | default | allowed | meaning |\n| --- | --- | --- | --- |\n");

    private SettingsTable() {
    }

    static String of(final RecordShape shape) {
        final SettingsTable table = new SettingsTable();
        table.rows(shape, "");
        return table.out.toString();
    }

    private void rows(final RecordShape shape, final String path) {
        for (final SettingShape setting : shape.settings().values()) {
            final String key = RecordShape.path(path, setting.key());
            switch (setting.value()) {
                case final ValueShape.Nested nested -> {
                    heading(key, "", "a section", setting);
                    rows(nested.record(), key);
                }
                case final ValueShape.Listed listed when listed.element() instanceof final ValueShape.Nested nested -> {
                    heading(key, defaultText(setting), "a list of sections", setting);
                    elements(shape, setting, nested.record(), path, key + "[]");
                }
                default -> row("`" + key + "`", defaultText(setting), Binding.wanted(setting.value()), setting.setting().doc());
            }
        }
    }

    private void heading(final String key, final String standard, final String allowed, final SettingShape setting) {
        row("**`" + key + "`**", standard, allowed, setting.setting().doc());
    }

    /** The keys of a list's elements; those that the section of the list has too are named once. */
    private void elements(
        final RecordShape section, final SettingShape list, final RecordShape element, final String path, final String key) {
        final Set<String> shared = section.settings().values().stream().filter(each -> each != list).map(SettingShape::key)
            .collect(Collectors.toCollection(TreeSet::new));
        final boolean repeats = shared.stream().allMatch(each -> isSame(section.settings().get(each), element.settings().get(each)));
        if (!repeats || shared.isEmpty()) {
            rows(element, key);
            return;
        }
        element.settings().values().stream().filter(each -> !shared.contains(each.key())).forEach(each ->
            row("`" + RecordShape.path(key, each.key()) + "`", defaultText(each), Binding.wanted(each.value()), each.setting().doc()));
        row("`" + key + ".` …", "", "", "every other key of `" + path + "`, with the same default");
    }

    private static boolean isSame(final SettingShape one, final SettingShape other) {
        return other != null && one.setting().doc().equals(other.setting().doc());
    }

    private static String defaultText(final SettingShape setting) {
        if (!setting.hasDefault()) {
            return "required";
        }
        final String text = setting.setting().value();
        if (text.isEmpty()) {
            return switch (setting.value()) {
                case final ValueShape.Listed _ -> "`[]`";
                case final ValueShape.Named _ -> "`{}`";
                default -> "`\"\"`";
            };
        }
        return "`" + text + "`";
    }

    private void row(final String key, final String standard, final String allowed, final String doc) {
        out.append("| ").append(key).append(" | ").append(escape(standard)).append(" | ").append(escape(allowed))
            .append(" | ").append(escape(doc)).append(" |\n");
    }

    private static String escape(final String text) {
        return text.replace("|", "\\|");
    }
}
