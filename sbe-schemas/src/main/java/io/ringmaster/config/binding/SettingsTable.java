package io.ringmaster.config.binding;

import io.ringmaster.config.binding.RecordShape.SettingShape;

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
                case final ValueShape.Nested nested -> section(key, "", "a section", setting, nested);
                case final ValueShape.Listed listed when listed.element() instanceof final ValueShape.Nested nested ->
                    section(key, "[]", "a list of sections", setting, nested);
                default -> row("`" + key + "`", defaultText(setting), Binding.wanted(setting.value()), setting.setting().doc());
            }
        }
    }

    private void section(
        final String key, final String suffix, final String allowed, final SettingShape setting, final ValueShape.Nested nested) {
        final String standard = suffix.isEmpty() ? "" : defaultText(setting);
        row("**`" + key + "`**", standard, allowed, setting.setting().doc());
        rows(nested.record(), key + suffix);
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
