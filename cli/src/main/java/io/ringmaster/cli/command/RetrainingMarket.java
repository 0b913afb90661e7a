package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.BarDefaults;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.evaluation.Evaluation;
import io.ringmaster.lab.source.FollowedMarket;
import io.ringmaster.lab.source.JournalSource;
import io.ringmaster.lab.source.SummedVolumes;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** The market that a session recorded, also while it records, behind imported history if there is any. */
final class RetrainingMarket {

    private final SessionDirectory session;
    private final Path history;
    private final ColumnsOption columns;
    private final String symbol;
    /** Length of the history's bars; 0 without bars. */
    private final long barNs;
    private final long recordedFromNs;

    /**
     * @param history null if there is none
     * @param settings of the session
     */
    RetrainingMarket(final SessionDirectory session, final Path history, final ColumnsOption columns, final Settings settings) {
        this.session = session;
        this.history = history;
        this.columns = columns;
        symbol = settings.instruments().getFirst().symbol();
        barNs = history == null ? 0 : barNs(settings);
        recordedFromNs = firstTimeNs();
    }

    private long barNs(final Settings settings) {
        final long found;
        try (MarketDataSource source = RecordedData.openAgain(history, symbol, columns)) {
            found = Evaluation.importedDurationNs(source, history.toString(), 0);
        }
        if (found > 0) {
            BarDefaults.requireFormable(settings, history, found);
        }
        return found;
    }

    private long firstTimeNs() {
        final UnsafeBuffer first = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
        try (MarketDataSource recorded = new JournalSource(session.input())) {
            if (recorded.next(first) == 0) {
                throw new InvalidInputException(session.path() + " has recorded no market yet. Let the session run for longer.");
            }
            return InputMessage.timeNs(first, 0);
        }
    }

    /** What the bars of the history change in the settings of the session, by dotted path. */
    Map<String, String> derived() {
        return barNs == 0 ? Map.of() : BarDefaults.all(barNs);
    }

    /** The market from its beginning, up to what is recorded now. */
    MarketDataSource open(final Settings settings) {
        final MarketDataSource recorded = new JournalSource(session.input());
        if (history == null) {
            return recorded;
        }
        final MarketDataSource imported = RecordedData.openAgain(history, symbol, columns);
        return new FollowedMarket(
            barNs == 0 ? imported : new SummedVolumes(imported, history.toString(), BarDefaults.longestNs(settings, barNs)), recorded, recordedFromNs);
    }

    /** In words. */
    String text() {
        return history == null ? session.path().toString() : history + ", then " + session.path();
    }
}
