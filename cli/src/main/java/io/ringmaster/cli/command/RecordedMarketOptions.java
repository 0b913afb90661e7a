package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that reads one instrument of a recorded market. */
final class RecordedMarketOptions {

    @Option(names = "--data", required = true,
        description = "recorded market: bars (CSV, JSON, zip), a recorded book with trades, an imported journal, or a session")
    private Path data;

    @Mixin
    private ColumnsOption columns;

    @Option(names = "--symbol", defaultValue = "", description = "instrument, if the data contains several (default: the first)")
    private String symbol;

    Path data() {
        return data;
    }

    /** @throws io.ringmaster.config.InvalidInputException if the data does not contain the instrument */
    int instrumentId() {
        return RecordedData.instrumentId(data, symbol);
    }

    MarketDataSource open(final Progress progress) {
        return RecordedData.open(data, symbol, columns, progress);
    }

    /** Opens the market for a look ahead, without progress. */
    MarketDataSource openAgain() {
        return RecordedData.openAgain(data, symbol, columns);
    }
}
