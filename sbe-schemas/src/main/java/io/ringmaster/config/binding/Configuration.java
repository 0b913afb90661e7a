package io.ringmaster.config.binding;

import io.ringmaster.config.Inline;
import io.ringmaster.config.KeyOrder;
import io.ringmaster.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns YAML text into a tree of records described by {@link Setting}, and back. Text in, records out: reads no file, no environment and
 * no clock. Stateless; any thread may call it.
 *
 * <p>A key is the name of the component without the unit suffix of an {@code E8} or {@code DURATION} component, because the value has the unit:
 * {@code maxOrderQtyE8} is {@code maxOrderQty: 0.5}, {@code fundingIntervalNs} is {@code fundingInterval: 1h}. Components may be {@code int},
 * {@code long}, {@code double}, {@code boolean}, {@code String}, an enum, a record, a {@code List} of any of these or a {@code Map<String,
 * String>}. The settings of an {@link Inline} record stand among those of the enclosing record. A missing section counts as an empty one. The
 * record's constructor checks rules between settings; its {@link IllegalArgumentException} is reported at the setting that the message begins
 * with, or else at the section.
 */
public final class Configuration {

    private Configuration() {
    }

    /**
     * Reads a configuration.
     *
     * @param source    name of the file, for messages
     * @param yaml      the text; may be empty
     * @param overrides values by dotted path ({@code risk.maxOrderQty}, {@code strategies.0.timeframe}): as written in the file, unquoted, or
     *                  YAML for a section or a list
     * @return the record; its maps are sorted by key, its lists and maps are immutable
     * @throws InvalidInputException    with every fault, one a line:
     *                                  {@code FILE line N: key 'risk.maxOrderQty': what is wrong. What to do.}
     * @throws IllegalArgumentException if the record type itself has wrong annotations
     */
    public static <T extends Record> T bind(
        final Class<T> type, final String source, final String yaml, final Map<String, String> overrides) {
        return bind(type, read(source, yaml), overrides, bound -> List.of());
    }

    /** A parsed text before binding. Several {@link #bind} with other overrides parse it once. */
    public static final class Document {

        /** Those of the text. */
        private final Faults faults;
        private final Given.Section root;

        private Document(final String source, final String yaml) {
            faults = new Faults(source);
            root = YamlReader.readDocument(yaml, faults);
        }

        /** The text of the single value of a root key; empty if there is none, or the text is not YAML. */
        public String text(final String key) {
            final Given.Entry entry = root == null ? null : root.entries().get(key);
            return entry != null && entry.value() instanceof final Given.Text text && !text.isEmpty() ? text.text() : "";
        }

        private Given.Section root(final Map<String, String> overrides, final Faults found) {
            if (root == null) {
                throw found.toException();
            }
            final Given.Section changed = root.copy();
            new Overrides(found).apply(changed, overrides);
            return changed;
        }

        /**
         * Returns which of the given settings are not set, so that their defaults apply.
         *
         * @param paths dotted, such as {@code risk.maxOrderQty}
         * @throws InvalidInputException if the text is not YAML
         */
        public List<String> notGiven(final Map<String, String> overrides, final List<String> paths) {
            final Given.Section changed = root(overrides, new Faults(faults));
            return paths.stream().filter(path -> !changed.has(path)).toList();
        }
    }

    /**
     * Parses a text, which is most of the work for a long one. {@link #bind} reports the faults.
     *
     * @param source name of the file, for messages
     */
    public static Document read(final String source, final String yaml) {
        return new Document(source, yaml);
    }

    /** Faults that an additional check found, by dotted path. */
    public record Complaint(String path, String message) { }

    /**
     * Binds a document with an additional check that the records alone cannot make.
     *
     * @param check called if there are no other faults; its faults are reported with their lines
     */
    public static <T extends Record> T bind(
        final Class<T> type, final Document document, final Map<String, String> overrides, final Function<T, List<Complaint>> check) {
        final Faults faults = new Faults(document.faults);
        final Given.Section root = document.root(overrides, faults);
        final Record record = new Binding(faults).record(RecordShape.of(type), root, KeyPath.ROOT);
        if (!faults.isEmpty()) {
            throw faults.toException();
        }
        final T bound = type.cast(record);
        check.apply(bound).forEach(complaint -> faults.add(root.lineOf(complaint.path()), complaint.path(), complaint.message()));
        if (!faults.isEmpty()) {
            throw faults.toException();
        }
        return bound;
    }

    /**
     * Selects the overrides of a configuration from environment variables: {@code RINGMASTER_RISK_MAX_ORDER_QTY} (or {@code
     * RINGMASTER_RISK_MAXORDERQTY}) is {@code risk.maxOrderQty}, {@code RINGMASTER_STRATEGIES_0_TIMEFRAME} is {@code strategies.0.timeframe}.
     * {@code RINGMASTER_JAVA_OPTS} belongs to the launcher. Any other variable with the prefix that names no setting is kept, so that {@link
     * #bind} reports it.
     *
     * @return values by dotted path, sorted
     */
    public static Map<String, String> overridesIn(final Class<? extends Record> type, final Map<String, String> environment) {
        return Overrides.fromEnvironment(RecordShape.of(type), environment);
    }

    /**
     * Writes every effective setting, in the order of the components or of {@link KeyOrder}: equal records give equal text, and
     * {@link #bind} of the text gives an equal record.
     *
     * @throws IllegalArgumentException if a value has no text, such as a negative duration
     */
    public static String render(final Record configuration) {
        return CanonicalYaml.of(configuration);
    }

    /** A Markdown table of all settings: key, default, what is allowed, meaning. */
    public static String document(final Class<? extends Record> type) {
        return SettingsTable.of(RecordShape.of(type));
    }
}
