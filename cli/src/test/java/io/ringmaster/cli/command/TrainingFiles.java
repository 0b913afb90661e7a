package io.ringmaster.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** What a training needs: minute bars of a random walk from the start of 2020 on, and a configuration of a session with one strategy. */
final class TrainingFiles {

    private TrainingFiles() {
    }

    static Path bars(final Path directory, final long seed, final int count) throws IOException {
        final SplittableRandom random = new SplittableRandom(seed);
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        int price = 20_000;
        for (int i = 0; i < count; i++) {
            final int close = price + random.nextInt(-60, 61);
            bars.append(1_577_836_800_000L + i * 60_000L).append(',').append(price).append(',').append(Math.max(price, close)).append(',')
                .append(Math.min(price, close)).append(',').append(close).append(',').append(1 + random.nextInt(9)).append('\n');
            price = close;
        }
        return Files.writeString(directory.resolve("bars.csv"), bars);
    }

    /** @param model its keys, such as {@code file: later.onnx} */
    static Path config(final Path directory, final String model) throws IOException {
        return Files.writeString(directory.resolve("session.yaml"), """
            instruments: [{symbol: PF_XBTUSD}]
            session: {initialCash: 100000, warmup: 30m}
            strategies: [{id: trend, type: rule, timeframe: 1m, parameters: {long: close > sma(5), short: close < sma(5)}}]
            policy: {type: model, observation: [meta], observationTimeframe: 1m, missingValues: mask, model: {%s}}
            execution: {style: aggressive}
            risk: {maxOrderQty: 10, maxOrderValue: 1000000, maxPosition: 10, maxOpenValue: 1000000}
            """.formatted(model));
    }
}
