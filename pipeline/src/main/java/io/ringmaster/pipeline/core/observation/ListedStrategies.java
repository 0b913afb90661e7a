package io.ringmaster.pipeline.core.observation;

import io.ringmaster.inference.contract.ListedStrategy;
import io.ringmaster.strategies.StrategySpec;
import java.util.List;

/** Strategies of the configuration as a contract lists them: what changes a signal is in the definition, what only weighs it is not. */
public final class ListedStrategies {

    private static final long SECOND_NS = 1_000_000_000L;

    private ListedStrategies() {
    }

    /** The enabled strategies, in their order. */
    public static List<ListedStrategy> of(final List<StrategySpec> specs) {
        return specs.stream().filter(StrategySpec::enabled).map(spec -> new ListedStrategy(spec.id(), definition(spec))).toList();
    }

    private static String definition(final StrategySpec spec) {
        final StringBuilder text = new StringBuilder(spec.type()).append(" on ").append(spec.timeframeNs() / SECOND_NS).append(" s");
        if (!spec.symbol().isEmpty()) {
            text.append(" of ").append(spec.symbol());
        }
        if (spec.bars().lookback() != 0) {
            text.append(", lookback ").append(spec.bars().lookback());
        }
        spec.parameters().forEach((name, value) -> text.append(", ").append(name).append('=').append(value));
        return text.toString();
    }
}
