package io.ringmaster.bench.input;

import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Strategies of all rule-based types of the library. */
public final class Portfolio {

    private static final double ROUND_TRIP_FEE = 0.001;

    private Portfolio() {
    }

    /** Every type in turn, on bars of one minute of the first instrument; from the second pass on with other parameters. */
    public static List<StrategySpec> specs(final int count) {
        final List<StrategyType> types = StrategyCatalog.types().stream().filter(type -> type.source().startsWith("reference, strategies 26")).toList();
        final List<StrategySpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final StrategyType type = types.get(i % types.size());
            specs.add(StrategySpec.of("s" + i, type.name(), Walk.BAR_NS, varied(type, i / types.size())));
        }
        return specs;
    }

    private static Map<String, String> varied(final StrategyType type, final int variant) {
        return type.parameters().stream().filter(parameter -> parameter.kind() == Parameter.Kind.WHOLE).findFirst()
            .map(parameter -> Map.of(parameter.name(), Integer.toString(Integer.parseInt(parameter.defaultValue()) + variant)))
            .orElse(Map.of());
    }

    /** All of them on one thread, without a timer. */
    public static StrategyShard shard(final List<StrategySpec> specs) {
        return new StrategyShard(
            specs, StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(ROUND_TRIP_FEE), StrategyTimer.NONE, StrategyCatalog::create);
    }
}
