package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.FlatState;
import io.ringmaster.bench.input.MarketLoop;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.pipeline.core.observation.ObservationSources;
import io.ringmaster.pipeline.core.observation.ObservedState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Question: what does it cost to make the 30 values of {@code micro30} for a model that decides on every event?
 *
 * <p>Input: a random market, bars of one second, a flat account. {@code follow} keeps the sources up to date; {@code observe} also encodes the values
 * after each event. {@code market} is the market's view, which both need: subtract it.
 *
 * <p>Changes a decision at: 1 µs for an observation. The network of 30-128-64-32-3 takes two to three, so more than that would be worth encoding only what
 * changed.
 */
public class ObservationBenchmark extends PerOperation {

    private static final int MOST_EVENTS = 200_000;
    private static final PolicySettings POLICY = Configuration.bind(
        PolicySettings.class, "bench", "{type: model, trigger: event, observation: [micro30], observationTimeframe: 1s, model: {head: buy_sell_hold}}",
        Map.of());

    private final ObservationContract contract = POLICY.observation().contract("bench:X", DecidesOn.EVENT, List.of());
    private final MarketState state = new MarketState(1);
    private final MarketView view = new MarketView();
    private final FlatState flat = new FlatState();
    private final ObservationSources sources =
        new ObservationSources(contract, 1, id -> true, new ObservedState(flat, flat, flat, id -> view), id -> -1);
    private final float[] values = new float[contract.length()];
    private MarketLoop market;

    @Setup
    public void warmUp() {
        market = MarketLoop.random(id -> true);
        int unknown = values.length;
        for (int i = 0; i < MOST_EVENTS && unknown > 0; i++) {
            follow();
            unknown = sources.encode(0, market.timeNs, true, values);
        }
        if (unknown > 0) {
            throw new IllegalStateException(unknown + " values of micro30 are unknown after " + MOST_EVENTS + " events");
        }
    }

    @Benchmark
    public MarketView market() {
        market.advance();
        state.onInput(market.message, 0, market.templateId, view);
        return view;
    }

    @Benchmark
    public MarketView follow() {
        market();
        sources.onInput(market.message, market.templateId, market.timeNs);
        return view;
    }

    @Benchmark
    public float[] observe() {
        follow();
        sources.encode(0, market.timeNs, true, values);
        return values;
    }
}
