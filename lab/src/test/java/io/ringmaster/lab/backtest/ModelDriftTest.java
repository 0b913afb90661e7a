package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelDriftDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a session journals of the drift of its model, compared with a plain computation over the observations that it journals too. */
class ModelDriftTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int EVENTS = 3_000;
    private static final int LEAST = 400;
    private static final long SECOND = 1_000_000_000L;
    private static final long PERIOD = 30 * SECOND;
    private static final long START = 1_700_000_040_000_000_000L;
    private static final double LEAST_SHARE = 1e-4;
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);

    /** One decision. */
    private record Seen(long timeNs, double[] values) { }

    /** A histogram by plain means. */
    private record Histogram(List<Double> edges, double[] shares) {

        /** By quarters of some values; a value that repeats is one edge. */
        private static Histogram of(final List<Double> values) {
            final List<Double> sorted = values.stream().sorted().toList();
            final TreeSet<Double> edges = new TreeSet<>();
            for (int i = 1; i < 4; i++) {
                edges.add(sorted.get(i * sorted.size() / 4));
            }
            final Histogram empty = new Histogram(List.copyOf(edges), new double[edges.size() + 1]);
            return new Histogram(empty.edges, shares(empty.count(values)));
        }

        private double[] count(final List<Double> values) {
            final double[] counts = new double[edges.size() + 1];
            values.forEach(value -> counts[bin(value)]++);
            return counts;
        }

        private int bin(final double value) {
            return (int) edges.stream().filter(edge -> value > edge).count();
        }

        private static double[] shares(final double[] counts) {
            final double total = IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).sum();
            return IntStream.range(0, counts.length).mapToDouble(i -> counts[i] / total).toArray();
        }

        private double psi(final double[] counts) {
            final double[] is = shares(counts);
            double sum = 0;
            for (int i = 0; i < is.length; i++) {
                final double a = Math.max(LEAST_SHARE, is[i]);
                final double e = Math.max(LEAST_SHARE, shares[i]);
                sum += (a - e) * Math.log(a / e);
            }
            return sum;
        }

        private String line(final String word) {
            final StringBuilder line = new StringBuilder(word);
            for (int i = 0; i < shares.length; i++) {
                line.append(' ').append(shares[i]).append(i < edges.size() ? " " + edges.get(i) : "");
            }
            return line.append('\n').toString();
        }
    }

    private static EngineConfig config(final Map<String, String> metadata) {
        final List<StrategySpec> strategies = List.of(
            StrategySpec.of("trend", "rule", SECOND, Map.of("long", "close > sma(4)", "short", "close < sma(4)")));
        final PolicySettings policy = RecordedSession.bind(
            PolicySettings.class, "{type: model, trigger: event, observation: [meta], observationTimeframe: 1s,"
                + " model: {file: m.onnx, engine: exact, maxUnknown: 4096, drift: {period: 30s, leastDecisions: " + LEAST + "}}}");
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 10s, tick: 1s}"), List.of(INSTRUMENT), strategies, policy,
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive, riskFraction: 0, retry: 200ms}"),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxOpenValue: 1000000,"
                + " maxDailyLoss: 100000, maxDrawdown: 1, maxEntries: 100000, maxSameTargets: 0}"),
            LinearModel.of(ModelContract.of(List.of(INSTRUMENT), strategies, policy), SEED, metadata));
    }

    private static RecordedSession play(final Map<String, String> metadata) {
        return new RecordedSession(config(metadata)).play(
            RecordedSession.first(EVENTS, new RandomMarket(INSTRUMENT, 0, 200 * FixedPoint.ONE, START, SEED)), SEED, _ -> Interjections.NONE);
    }

    private static List<Seen> seen(final RecordedSession session) {
        final List<Seen> all = new ArrayList<>();
        for (final UnsafeBuffer message : session.outputs()) {
            if (RecordedSession.templateId(message) == ObservationDecoder.TEMPLATE_ID) {
                final ObservationDecoder decoder = new ObservationDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
                final long timeNs = decoder.timeNs();
                final ObservationDecoder.ValuesDecoder values = decoder.values();
                final double[] row = new double[values.count()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = values.next().value();
                }
                all.add(new Seen(timeNs, row));
            }
        }
        return all;
    }

    private static List<Double> column(final List<Seen> rows, final int column) {
        return rows.stream().map(row -> row.values[column]).toList();
    }

    private static List<UnsafeBuffer> drifts(final List<UnsafeBuffer> outputs) {
        return outputs.stream().filter(message -> RecordedSession.templateId(message) == ModelDriftDecoder.TEMPLATE_ID).toList();
    }

    private static List<UnsafeBuffer> others(final List<UnsafeBuffer> outputs) {
        return outputs.stream().filter(message -> RecordedSession.templateId(message) != ModelDriftDecoder.TEMPLATE_ID).toList();
    }

    private static List<Histogram> histograms(final List<Seen> rows) {
        return IntStream.range(0, rows.getFirst().values.length).mapToObj(i -> Histogram.of(column(rows, i))).toList();
    }

    private static String reference(final List<Histogram> values) {
        final StringBuilder text = new StringBuilder("ringmaster.reference 1\n");
        values.forEach(each -> text.append(each.line("value")));
        return text.append("output 0.5 0 0.5\n".repeat(2)).toString();
    }

    /** The text of each record that the plain computation expects. */
    private static List<String> expected(final List<Seen> rows, final List<Histogram> reference) {
        final List<String> expected = new ArrayList<>();
        final List<double[]> counts = new ArrayList<>(reference.stream().map(each -> new double[each.shares.length]).toList());
        int decisions = 0;
        long before = Math.floorDiv(rows.getFirst().timeNs, PERIOD);
        for (final Seen row : rows) {
            decisions++;
            for (int i = 0; i < counts.size(); i++) {
                counts.get(i)[reference.get(i).bin(row.values[i])]++;
            }
            final long period = Math.floorDiv(row.timeNs, PERIOD);
            if (period != before && decisions >= LEAST) {
                expected.add(row.timeNs + " " + decisions + " " + largest(counts, reference));
                while (decisions >= 2 * LEAST) {
                    decisions /= 2;
                    counts.replaceAll(each -> IntStream.range(0, each.length).mapToDouble(i -> Math.floor(each[i] / 2)).toArray());
                }
            }
            before = period;
        }
        return expected;
    }

    private static List<String> largest(final List<double[]> counts, final List<Histogram> reference) {
        final double[] psi = IntStream.range(0, counts.size()).mapToDouble(i -> reference.get(i).psi(counts.get(i))).toArray();
        return IntStream.range(0, psi.length).boxed().sorted(Comparator.comparingDouble(i -> -psi[i])).limit(16)
            .map(i -> i + String.format(" %.9f", psi[i])).toList();
    }

    private static String text(final UnsafeBuffer message) {
        final ModelDriftDecoder decoder = new ModelDriftDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
        final String head = decoder.timeNs() + " " + decoder.decisions() + " ";
        final List<String> values = new ArrayList<>();
        decoder.values().forEach(value -> values.add(value.place() + String.format(" %.9f", value.psi())));
        return head + values;
    }

    private static boolean isAlarm(final UnsafeBuffer message) {
        return new ModelDriftDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder()).alarm() == 1;
    }

    @Test
    void shouldJournalWhatAPlainComputationFindsAndChangeNothingElse() {
        final RecordedSession without = play(Map.of());
        final List<Seen> rows = seen(without);
        assertTrue(rows.size() > 4 * LEAST, rows.size() + " decisions, seed=" + SEED);
        assertEquals(List.of(), drifts(without.outputs()));

        final List<Histogram> beginning = histograms(rows.subList(0, LEAST / 2));
        final RecordedSession with = play(Map.of("ringmaster.reference", reference(beginning)));
        final List<UnsafeBuffer> drifts = drifts(with.outputs());
        assertEquals(expected(rows, beginning), drifts.stream().map(ModelDriftTest::text).toList(), "seed=" + SEED);
        assertTrue(drifts.size() > 2, drifts.size() + " measurements");
        assertTrue(drifts.stream().anyMatch(ModelDriftTest::isAlarm), "the market moved, seed=" + SEED);
        assertEquals(without.outputs(), others(with.outputs()), "the drift changes no order");
        assertEquals(with.outputs(), with.replayed(TopologySettings.Mode.SPREAD, 2), "seed=" + SEED);
        assertGoesOnAfterARestart(with);
    }

    /** From a snapshot between two measurements. */
    private static void assertGoesOnAfterARestart(final RecordedSession session) {
        final int middle = session.inputs().size() / 2;
        try (RecordedSession.Again whole = session.again(TopologySettings.Mode.COMPACT, 1);
             RecordedSession.Again restarted = session.again(TopologySettings.Mode.COMPACT, 1)) {
            final ObjectGraph state = ObjectGraph.of(whole.engine().state());
            final ObjectGraph restored = ObjectGraph.of(restarted.engine().state());
            whole.hear(0, middle);
            final int before = drifts(whole.said()).size();
            restored.restore(state.save());
            restarted.engine().continueBehind(middle, InputMessage.timeNs(session.inputs().get(middle - 1), 0));
            restarted.hear(middle, session.inputs().size());
            final List<UnsafeBuffer> all = drifts(session.outputs());
            assertTrue(before > 0 && before < all.size(), before + " of " + all.size());
            assertEquals(all.subList(before, all.size()), drifts(restarted.said()));
        }
    }

    /** The reference is what the session sees until its first measurement. */
    @Test
    void shouldNotWarnOfAMarketThatIsAsItWas() {
        final List<Seen> rows = seen(play(Map.of()));
        final String first = expected(rows, histograms(rows)).getFirst();
        final int counted = Integer.parseInt(first.split(" ")[1]);
        final UnsafeBuffer drift = drifts(play(Map.of("ringmaster.reference", reference(histograms(rows.subList(0, counted))))).outputs()).getFirst();
        final ModelDriftDecoder decoder = new ModelDriftDecoder().wrapAndApplyHeader(drift, 0, new MessageHeaderDecoder());
        assertEquals(counted, decoder.decisions());
        assertEquals(0.25, decoder.alarmAbove());
        decoder.values().forEach(value -> assertEquals(0, value.psi(), 1e-6, "value " + value.place() + ", seed=" + SEED));
    }

    @Test
    void shouldRefuseAReferenceThatDoesNotFit() {
        final int values = config(Map.of()).model().models().getFirst().graph().input().size();
        final String message = assertThrows(
            InvalidInputException.class, () -> config(Map.of("ringmaster.reference", "ringmaster.reference 1\nvalue 0.5 0 0.5"))).getMessage();
        assertTrue(message.contains("its reference is not valid: it has 1 values and 0 outputs, but the model has " + values
            + " and 2. Export it again, or without ringmaster.reference"), message);
    }
}
