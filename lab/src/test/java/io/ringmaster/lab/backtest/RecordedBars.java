package io.ringmaster.lab.backtest;

import io.ringmaster.lab.backtest.PlainSimulator.Bar;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.agrona.MutableDirectBuffer;

/** Bars as a market, each with a volume of 1; and bars of a file, read by means of its own. */
final class RecordedBars implements MarketDataSource {

    private static final long MINUTE_MS = 60_000;
    private static final long VOLUME_E8 = 100_000_000L;

    private final MarketEncoder encoder = new MarketEncoder(0);
    private final List<Bar> bars;
    private int next;

    RecordedBars(final List<Bar> bars) {
        this.bars = bars;
    }

    /** The first minute bars of a file, at most this many. */
    static List<Bar> read(final Path file, final int most) throws IOException {
        final List<Bar> bars = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null && bars.size() < most; line = lines.readLine()) {
                final String[] row = line.split(",");
                final long[] prices = Arrays.stream(row, 1, 5)
                    .mapToLong(each -> new BigDecimal(each).movePointRight(8).setScale(0, RoundingMode.HALF_EVEN).longValueExact()).toArray();
                bars.add(new Bar(Long.parseLong(row[0]), MINUTE_MS, prices[0], prices[1], prices[2], prices[3]));
            }
        }
        return bars;
    }

    /** A file of the shared data; null where there is none. */
    static Path sharedData(final String name) {
        for (final String root : List.of("../shared/data", "../../shared/data")) {
            final Path file = Path.of(root, name).toAbsolutePath().normalize();
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (next == bars.size()) {
            return 0;
        }
        final Bar bar = bars.get(next++);
        return encoder.bar(
            buffer, bar.openMs() * 1_000_000, bar.durationMs() * 1_000_000, bar.open(), bar.high(), bar.low(), bar.close(), VOLUME_E8);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
