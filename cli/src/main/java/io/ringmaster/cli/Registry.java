package io.ringmaster.cli;

import io.ringmaster.config.Setting;
import io.ringmaster.pipeline.config.Configuration;
import io.ringmaster.strategies.StrategyCatalog;
import io.ringmaster.strategies.StrategySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A file of strategies, for those who have more of them than belong into a configuration. */
record Registry(@Setting(doc = "strategies, in the order of their index") List<StrategySpec> strategies) {

    /**
     * Reads a registry.
     *
     * @param symbols of the instruments there are
     * @throws io.ringmaster.pipeline.port.InvalidInputException with every fault and the line it stands on
     */
    static Registry read(final Path file, final Set<String> symbols) {
        return Configuration.bind(
            Registry.class, file.toString(), Settings.readText(file), Map.of(), registry -> complaints(registry.strategies, symbols));
    }

    /** What is wrong with strategies, by their paths in a configuration. */
    static List<Configuration.Complaint> complaints(final List<StrategySpec> strategies, final Set<String> symbols) {
        return StrategyCatalog.faults(strategies, symbols).stream()
            .map(fault -> new Configuration.Complaint(
                "strategies." + fault.index() + (fault.key().isEmpty() ? "" : "." + fault.key()), fault.toString()))
            .toList();
    }
}
