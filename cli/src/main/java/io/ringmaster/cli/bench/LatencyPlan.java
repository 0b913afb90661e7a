package io.ringmaster.cli.bench;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.RandomNetwork;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code bench latency} measures.
 *
 * @param loads      one after another
 * @param seconds    of each load, with and without journals
 * @param mostEvents of each load, which may be reached sooner
 * @param warmUp     events that each session plays before it is measured
 * @param warmCodeNs of the made market before the second start; 0 for none
 */
record LatencyPlan(List<Load> loads, double seconds, long mostEvents, int warmUp, long warmCodeNs, Subject subject) {

    /** The network of the meta-policy that the design was made for. */
    static final List<Integer> NETWORK = List.of(30, 128, 64, 32, 3);
    static final long SEED = 71;

    private static final String SETTINGS = "/bench/latency.yaml";
    private static final long START_RATE = 1_000;

    /**
     * The load of a start: so slow that no event waits long for one that was slow, and so fast that it takes seconds, whatever the first load is. With recorded
     * arrivals, those.
     */
    Load startLoad() {
        return loads.getFirst().rate() == 0 ? loads.getFirst() : new Load(START_RATE);
    }

    /**
     * How fast events come.
     *
     * @param rate a second; 0 for the arrivals of the recording
     */
    record Load(long rate) {

        String name() {
            return rate == 0 ? "recorded" : Long.toString(rate);
        }

        /** For people. */
        String text() {
            return rate == 0 ? "recorded arrivals" : String.format(Locale.ROOT, "%,d events a second", rate);
        }

        Arrivals arrivals(final RecordedMarket market) {
            return rate == 0 ? Arrivals.asRecorded(market) : Arrivals.atRate(rate);
        }

        /** Events due within some time, at least one. */
        long events(final Arrivals arrivals, final long first, final double seconds) {
            final long endNs = arrivals.dueNs(first) + (long) (seconds * 1e9);
            long least = 1;
            long most = 1;
            while (arrivals.dueNs(first + most) < endNs) {
                least = most;
                most *= 2;
            }
            while (least < most) {
                final long middle = (least + most) / 2;
                if (arrivals.dueNs(first + middle) < endNs) {
                    least = middle + 1;
                } else {
                    most = middle;
                }
            }
            return least;
        }
    }

    /**
     * The session under load.
     *
     * @param journals   with journals, without, or both in turns
     * @param model      runs the network; null for a policy without one
     * @param everyEvent whether the policy is asked on every event, or when bars close
     * @param tracing    whether each stage takes the time
     * @param directory  of the journals
     */
    record Subject(
        TopologySettings.Mode mode, List<Boolean> journals, EngineChoice model, boolean everyEvent, boolean tracing, int strategies, Path directory) {

        Settings settings() {
            final Settings all = Settings.readResource(SETTINGS, Map.of("policy.trigger", everyEvent ? "event" : "bar"));
            return all.with(all.strategies().subList(0, strategies));
        }

        /** A configuration for one engine. */
        EngineConfig config(final Settings settings) {
            return settings.engineOf(ServedModel.of(
                new ReversingModel(model == null ? null : Engines.open(network(), null, model).engine(), NETWORK.getFirst())));
        }

        TopologySettings topology(final Settings settings) {
            final TopologySettings wanted = settings.topology().withMode(mode).on(Runtime.getRuntime().availableProcessors());
            return tracing ? wanted : wanted.withoutTiming();
        }

        static Model network() {
            return RandomNetwork.of(NETWORK, "Relu", SEED);
        }
    }

    /** Strategies that the session has. */
    static int mostStrategies() {
        return Settings.readResource(SETTINGS, Map.of()).strategies().size();
    }
}
