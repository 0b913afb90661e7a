package io.ringmaster.cli.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.ringmaster.units.FixedPoint;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** The metrics of one scrape while they are put together. All names begin with {@code ringmaster_}. */
final class Exposition {

    static final String PREFIX = "ringmaster_";
    private static final double NS_PER_SECOND = 1e9;
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1};

    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    /** Takes the values of one metric. */
    interface Points {

        /** @param labels names and values in turn */
        void add(double value, String... labels);
    }

    /** A metric with one value. */
    void gauge(final String name, final String help, final double value) {
        gauge(name, help, points -> points.add(value));
    }

    /** A metric with a value for each set of labels. */
    void gauge(final String name, final String help, final Consumer<Points> values) {
        final GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(PREFIX + name).help(help);
        values.accept((value, labels) ->
            family.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build()));
        all.metricSnapshot(family.build());
    }

    /** 1 for each of the states that hold, and 0 for the others. */
    <E extends Enum<E>> void states(final String name, final String help, final String label, final Class<E> states, final Consumer<Consumer<E>> holding) {
        final Tally<E> held = new Tally<>(states);
        holding.accept(held::set);
        gauge(name, help, points -> held.forEach((state, count) -> points.add(count, label, state.name())));
    }

    /** A number that only grows; {@code _total} is added to its name. */
    void counter(final String name, final String help, final double value) {
        counter(name, help, points -> points.add(value));
    }

    /** A number that only grows for each set of labels. */
    void counter(final String name, final String help, final Consumer<Points> values) {
        final CounterSnapshot.Builder family = CounterSnapshot.builder().name(PREFIX + name).help(help);
        values.accept((value, labels) ->
            family.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build()));
        all.metricSnapshot(family.build());
    }

    void counter(final String name, final String help, final String label, final Map<String, Long> counts) {
        counter(name, help, points -> counts.forEach((key, count) -> points.add(count, label, key)));
    }

    <E extends Enum<E>> void counter(final String name, final String help, final String label, final Tally<E> counts) {
        counter(name, help, points -> counts.forEach((key, count) -> points.add(count, label, key.name())));
    }

    /** What something is, in labels; {@code _info} is added to its name. */
    void info(final String name, final String help, final String... labels) {
        all.metricSnapshot(InfoSnapshot.builder().name(PREFIX + name).help(help)
            .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder().labels(Labels.of(labels)).build()).build());
    }

    /** Durations by stage: histograms of nanoseconds, shown in seconds. */
    void durations(final String name, final String help, final Map<String, Histogram> stages) {
        final SummarySnapshot.Builder family = SummarySnapshot.builder().name(PREFIX + name).help(help);
        stages.forEach((stage, histogram) -> {
            final Quantiles.Builder quantiles = Quantiles.builder();
            for (final double quantile : QUANTILES) {
                quantiles.quantile(new Quantile(quantile, histogram.getValueAtPercentile(quantile * 100) / NS_PER_SECOND));
            }
            family.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder().quantiles(quantiles.build()).count(histogram.getTotalCount())
                .sum(histogram.getMean() * histogram.getTotalCount() / NS_PER_SECOND).labels(Labels.of("stage", stage)).build());
        });
        all.metricSnapshot(family.build());
    }

    MetricSnapshots snapshots() {
        return all.build();
    }

    /** A fixed-point value as the nearest number that Prometheus can hold. */
    static double decimal(final long valueE8) {
        return (double) valueE8 / FixedPoint.ONE;
    }

    static double seconds(final long ns) {
        return ns / NS_PER_SECOND;
    }

    static double flag(final boolean claim) {
        return claim ? 1 : 0;
    }
}
