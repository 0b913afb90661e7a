package io.ringmaster.cli.bench;

import io.ringmaster.cli.bench.JournalBench.Kind;
import io.ringmaster.cli.bench.JournalBench.Times;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench journal}. */
@Command(
    name = "journal",
    description = {
        "Measures what a record costs to append and to read back: alone, and several in one document as the outputs of an event are, beside a bare"
            + " Chronicle queue of the same bytes.",
        "No thread forces the records to the disk here. 'bench latency' measures a session with its journals."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster bench journal --bytes 280 --together 3"})
final class JournalBenchCommand implements Runnable {

    private static final int MOST_BYTES = 1 << 16;

    @Option(names = "--rounds", defaultValue = "7", description = "measured rounds of each kind, after a warm-up round (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--records", defaultValue = "120000", description = "records in each round (default: ${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--bytes", defaultValue = "101", description = "length of a record; a decision has 101 (default: ${DEFAULT-VALUE})")
    private int bytes;

    @Option(names = "--together", defaultValue = "4", description = "records in one document; they must divide --records (default: ${DEFAULT-VALUE})")
    private int together;

    @Mixin
    private JournalsPlace journalsPlace;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        requireSense();
        final Map<Kind, Times> times = measure();
        final Times queue = times.get(Kind.QUEUE);
        if (json) {
            new JsonLine().put("records", records).put("bytes", bytes).put("together", together).put("rounds", rounds)
                .putList("rows", times.entrySet(), (row, to) -> {
                    final Times own = row.getValue();
                    to.put("kind", row.getKey().name().toLowerCase(Locale.ROOT))
                        .put("appendNs", perRecord(own.appendNs())).put("readNs", perRecord(own.readNs()))
                        .put("appendTimesQueue", perRecord(own.appendNs()) / perRecord(queue.appendNs()))
                        .put("readTimesQueue", perRecord(own.readNs()) / perRecord(queue.readNs()))
                        .put("p50", own.calls().getValueAtPercentile(50)).put("p99", own.calls().getValueAtPercentile(99))
                        .put("p999", own.calls().getValueAtPercentile(99.9)).put("max", own.calls().getMaxValue());
                }).putObject("machine", Machine.here()::put).print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "%,d records of %d bytes a round, %d rounds, medians; ns a record; a call appends one document%n", records, bytes, rounds);
        System.out.printf(Locale.ROOT, "  %-28s %8s %8s %10s %10s %10s%n", "", "append", "read", "call p50", "p99", "p99.9");
        times.forEach((kind, own) -> System.out.printf(
            Locale.ROOT, "  %-28s %,8.0f %,8.0f %,10d %,10d %,10d%n", kind == Kind.TOGETHER ? "journal, " + together + " together" : kind.label,
            perRecord(own.appendNs()), perRecord(own.readNs()), own.calls().getValueAtPercentile(50), own.calls().getValueAtPercentile(99),
            own.calls().getValueAtPercentile(99.9)));
        System.out.println(Machine.here().text());
    }

    private Map<Kind, Times> measure() {
        final Path directory = journalsPlace.temporary();
        try {
            return new JournalBench(directory, records, bytes, together).run(rounds);
        } finally {
            Directories.delete(directory);
        }
    }

    private void requireSense() {
        if (rounds <= 0 || records <= 0 || together <= 0 || records % together != 0) {
            throw new InvalidInputException("--rounds, --records and --together must be positive, and --together must divide --records: "
                + rounds + ", " + records + ", " + together);
        }
        if (bytes <= 0 || bytes > MOST_BYTES) {
            throw new InvalidInputException("--bytes must be 1 to " + MOST_BYTES + ": " + bytes);
        }
    }

    private double perRecord(final long[] rounds) {
        return Median.of(rounds) / records;
    }
}
