package io.ringmaster.cli.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringmaster.monitor.model.HealthView;
import io.ringmaster.monitor.model.LatencyView;
import io.ringmaster.monitor.model.Life;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import org.HdrHistogram.Histogram;

/** All metrics of a session: the values of one scrape belong to one moment. */
public final class Metrics implements MultiCollector {

    private final Follower follower;
    private final String version;

    /** What a session can be. */
    private enum State {
        /** No session is in the directory. */
        MISSING,
        /** The session has no end record, and no record comes: its process is dead, stopped, or not started again. */
        SILENT,
        GROWING,
        ENDED
    }

    /** @param version of this program */
    public Metrics(final Follower follower, final String version) {
        this.follower = follower;
        this.version = version;
    }

    @Override
    public MetricSnapshots collect() {
        return follower.ask(this::snapshots);
    }

    private MetricSnapshots snapshots(final Follower.Seen seen) {
        final Exposition all = new Exposition();
        all.info("metrics_build", "This metrics process", "version", version);
        reading(all, seen);
        final Moment moment = seen.moment();
        // A counter that is shown while it is made up for would look like events of now.
        if (moment != null && !moment.isLoading()) {
            journal(all, seen);
            engine(all, moment);
            AccountMetrics.add(all, moment);
            RiskMetrics.add(all, moment, seen.counts());
            OrderMetrics.add(all, moment, seen.counts());
            MarketMetrics.add(all, moment);
            StrategyMetrics.add(all, moment, seen.counts());
            DecisionMetrics.add(all, moment, seen.counts());
        }
        return all.snapshots();
    }

    private static void reading(final Exposition all, final Follower.Seen seen) {
        final State state = state(seen.moment());
        all.states("session_state", "1 for what the session is: SILENT is a session without an end record to which no record comes", "state",
            State.class, holding -> holding.accept(state));
        all.gauge("engine_up", "1 if records came within the last five seconds, while this process watched", Exposition.flag(state == State.GROWING));
        all.gauge("journal_silence_seconds", "Time since a record was found, or since this process opened the session", Exposition.seconds(seen.reading().silentNs()));
        all.gauge("journal_lag_records", "Records that the journals are known to hold and that this process has not read", seen.reading().unread());
        all.gauge("journal_lag_seconds", "Time since this process was at the end of both journals", Exposition.seconds(seen.reading().behindNs()));
        all.gauge("journal_loading", "1 while records from before the start of this process are read; everything but these figures then comes later",
            Exposition.flag(seen.moment() != null && seen.moment().isLoading()));
        all.counter("metrics_readings", "How often this process began to read the session from its beginning", seen.reading().openings());
        all.gauge("metrics_failed", "1 if the session cannot be read; the log of this process says why", Exposition.flag(!seen.reading().problem().isEmpty()));
    }

    private static State state(final Moment moment) {
        return moment == null ? State.MISSING : switch (moment.life()) {
            case Life.ENDED -> State.ENDED;
            case Life.GROWING -> State.GROWING;
            case Life.SILENT -> State.SILENT;
        };
    }

    private static void journal(final Exposition all, final Follower.Seen seen) {
        final Moment moment = seen.moment();
        final HealthView health = moment.health();
        all.gauge("journal_input_sequence", "Sequence of the last input", health.inputSequence());
        all.gauge("journal_output_sequence", "Sequence of the last output", health.outputSequence());
        all.gauge("journal_event_time_seconds", "Event time of the last input, Unix epoch", Exposition.seconds(moment.timeNs()));
        all.gauge("journal_healthy", "1 if disk and durability of the engine's journal are within their limits, by its own account",
            Exposition.flag(health.isHealthy()));
        all.gauge("journal_remarks", "What is wrong with the files of the session: damage, a missing end, a missing configuration; the monitor says it in words",
            health.remarks().size() - (moment.isCut() ? 1 : 0));    // That retention removed old records is a remark, and nothing is wrong.
        all.gauge("journal_disk_free_bytes", "Free space on the disk of the session; -1 if it is not known", health.disk().freeBytes());
        all.gauge("journal_size_bytes", "Length of all files of the session; -1 if it is not known", health.disk().bytes());
        all.counter("inputs", "Inputs, by message", "message", seen.inputs());
        all.counter("outputs", "Outputs, by message", "message", seen.outputs());
    }

    private static void engine(final Exposition all, final Moment moment) {
        final SessionFacts facts = moment.facts();
        all.info("engine", "The program and the configuration that write the session", "build", facts.build(), "config_sha256", facts.configSha256());
        all.info("policy", "Who decides: type of the policy, SHA-256 of its model, meaning of the model's output", "policy", facts.policy(),
            "model_sha256", facts.model(), "head", facts.head());
        all.durations("stage_duration_seconds", "How long each stage took, by the session's latency log, which the engine writes at its end",
            stages(moment.latency()));
    }

    private static Map<String, Histogram> stages(final LatencyView latency) {
        final Map<String, Histogram> stages = new TreeMap<>();
        latency.whole().forEach(entry -> stages.put(entry.stage(), entry.histogram()));
        return stages;
    }

    /** Values by instrument. */
    static void instruments(
        final Exposition all, final Moment moment, final String name, final String help, final IntToDoubleFunction value) {
        all.gauge(name, help, points -> eachInstrument(moment, index -> points.add(value.applyAsDouble(index), "instrument", symbol(moment, index))));
    }

    static void eachInstrument(final Moment moment, final IntConsumer reader) {
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            reader.accept(i);
        }
    }

    static String symbol(final Moment moment, final int instrument) {
        final SessionFacts.Instrument known = moment.facts().instrument(instrument);
        return known == null ? "instrument " + instrument : known.symbol();
    }
}
