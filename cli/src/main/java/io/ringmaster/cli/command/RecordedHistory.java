package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.BarDefaults;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.settings.SettingsFile;
import io.ringmaster.lab.evaluation.Evaluation;
import io.ringmaster.lab.source.SummedVolumes;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/** Recorded data, and a configuration with the settings that the data decide. */
final class RecordedHistory {

    private final Path data;
    private final ColumnsOption columns;
    private final long barNs;
    private final Map<String, String> derived;
    private final Settings settings;

    private RecordedHistory(
        final Path data, final ColumnsOption columns, final long barNs, final Map<String, String> derived, final Settings settings) {
        this.data = data;
        this.columns = columns;
        this.barNs = barNs;
        this.derived = derived;
        this.settings = settings;
    }

    /**
     * Reads the configuration, and the length of the data's bars.
     *
     * @param change what is changed in the settings after they were read, or checked
     */
    static RecordedHistory of(
        final Path data, final ColumnsOption columns, final Path config, final Map<String, String> overrides, final UnaryOperator<Settings> change) {
        final SettingsFile file = SettingsFile.of(config);
        final Settings given = change.apply(file.read(overrides));
        final long barNs = barNs(data, columns, given);
        final Map<String, String> derived = barNs == 0 ? Map.of() : BarDefaults.of(file, overrides, barNs);
        final Map<String, String> all = new TreeMap<>(overrides);
        all.putAll(derived);
        final Settings settings = derived.isEmpty() ? given : change.apply(file.read(all));
        return new RecordedHistory(data, columns, barNs, derived, settings);
    }

    /** Length of the data's bars; 0 for data without bars. Checks that the bars of every strategy can be built from them. */
    private static long barNs(final Path data, final ColumnsOption columns, final Settings settings) {
        final long barNs;
        try (MarketDataSource source = RecordedData.openAgain(data, symbol(settings), columns)) {
            barNs = Evaluation.importedDurationNs(source, data.toString(), 0);
        }
        if (barNs > 0) {
            BarDefaults.requireFormable(settings, data, barNs);
        }
        return barNs;
    }

    private static String symbol(final Settings settings) {
        return settings.instruments().getFirst().symbol();
    }

    Path data() {
        return data;
    }

    /** The settings that the bars decided, by dotted path. */
    Map<String, String> derived() {
        return derived;
    }

    /** With those that the bars decided. */
    Settings settings() {
        return settings;
    }

    MarketDataSource open(final LongConsumer progress) {
        final MarketDataSource source = RecordedData.open(data, symbol(settings), columns, progress);
        return barNs == 0 ? source : new SummedVolumes(source, data.toString(), BarDefaults.longestNs(settings, barNs));
    }
}
