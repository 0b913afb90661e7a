package io.ringmaster.strategies.library;

import io.ringmaster.strategies.IndicatorSource;
import io.ringmaster.strategies.RegimeFactors;
import io.ringmaster.strategies.StrategyFault;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.Timeframe;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds every fault of a registry of strategies. */
final class RegistryCheck {

    private final Map<String, StrategyType> types;
    private final Set<String> symbols;
    private final List<StrategyFault> faults = new ArrayList<>();
    private final Set<String> ids = new TreeSet<>();
    /** By type and parameters, because building a strategy is slow and many strategies are alike. */
    private final Map<String, String> formulaFaults = new TreeMap<>();
    private final IndicatorGraph scratch = new IndicatorGraph();

    RegistryCheck(final Map<String, StrategyType> types, final Set<String> symbols) {
        this.types = types;
        this.symbols = symbols;
    }

    /** In the order of the registry; call it once. */
    List<StrategyFault> faults(final List<StrategySpec> specs) {
        for (int i = 0; i < specs.size(); i++) {
            check(i, specs.get(i));
        }
        return faults;
    }

    private void check(final int i, final StrategySpec spec) {
        if (!ids.add(spec.id())) {
            add(i, spec, "id", "the id is used twice; give each strategy its own");
        }
        if (!spec.symbol().isEmpty() && !symbols.contains(spec.symbol())) {
            add(i, spec, "symbol", "unknown symbol '" + spec.symbol() + "'; instruments are " + symbols);
        }
        if (!Timeframe.isValid(spec.timeframeNs())) {
            add(i, spec, "timeframe", "timeframe must be a whole number of seconds");
        }
        for (final String wrong : RegimeFactors.faults(spec)) {
            add(i, spec, "regimeWeights", wrong);
        }
        final StrategyType type = types.get(spec.type());
        if (type == null) {
            add(i, spec, "type", "unknown type '" + spec.type() + "'; types are " + types.keySet());
        } else if (!addParameterFaults(i, spec, type)) {
            final String fault = formulaFaults.computeIfAbsent(spec.type() + spec.parameters(), alike -> formulaFault(type, spec));
            if (!fault.isEmpty()) {
                add(i, spec, "", fault);
            }
        }
    }

    /** Builds the strategy in a graph that nothing else uses; returns what is wrong with its formulas, or an empty text. */
    private String formulaFault(final StrategyType type, final StrategySpec spec) {
        try {
            type.create(spec, new IndicatorSource() {
                @Override
                public IndicatorGraph on(final long timeframeNs) {
                    return scratch;
                }

                @Override
                public double roundTripFee() {
                    return 0;
                }
            });
            return "";
        } catch (final FormulaException e) {
            return e.getMessage();
        }
    }

    private boolean addParameterFaults(final int index, final StrategySpec spec, final StrategyType type) {
        if (spec.parameters().isEmpty()) {
            return false;
        }
        final int before = faults.size();
        final Map<String, Parameter> known = new TreeMap<>();
        type.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
        spec.parameters().forEach((name, text) -> {
            final Parameter parameter = known.get(name);
            final String key = "parameters." + name;
            if (parameter == null) {
                add(index, spec, key, "unknown parameter '" + name + "'; " + type.name() + " has " + known.keySet());
            } else if (parameter.fault(text) != null) {
                add(index, spec, key, "parameter '" + name + "' " + parameter.fault(text) + ": " + text);
            }
        });
        return faults.size() > before;
    }

    private void add(final int index, final StrategySpec spec, final String key, final String what) {
        faults.add(new StrategyFault(index, spec.id(), key, what));
    }
}
