package io.ringmaster.strategies.library;

import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.StrategyFault;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every strategy type there is, by name. */
public final class StrategyCatalog {

    private static final Map<String, StrategyType> TYPES = new TreeMap<>();

    static {
        CodedTypes.all().forEach(StrategyCatalog::add);
        FormulaTypes.setups().forEach(StrategyCatalog::add);
        FormulaTypes.portfolio().forEach(StrategyCatalog::add);
        add(FormulaTypes.own());
    }

    private StrategyCatalog() {
    }

    private static void add(final StrategyType type) {
        TYPES.put(type.name(), type);
    }

    /** Every type, by name. */
    public static List<StrategyType> types() {
        return List.copyOf(TYPES.values());
    }

    /** Every fault of a registry, in its order; empty if there is none. */
    public static List<StrategyFault> faults(final List<StrategySpec> specs, final Set<String> symbols) {
        return new RegistryCheck(TYPES, symbols).faults(specs);
    }

    /** @throws IllegalArgumentException if the specification has faults: see {@link #faults} */
    public static Strategy create(final StrategySpec spec, final IndicatorSource indicators) {
        final StrategyType type = TYPES.get(spec.type());
        if (type == null) {
            throw new IllegalArgumentException("unknown strategy type: " + spec.type());
        }
        return type.create(spec, indicators);
    }
}
