package io.ringmaster.cli.settings;

import io.ringmaster.config.Setting;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.strategies.StrategySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A file of strategies, for those who have more of them than belong into a configuration. */
record Registry(@Setting(doc = "strategies, in the order of their index") List<StrategySpec> strategies) {

    /** Begins to read a registry: its text takes as long as all the rest of a configuration, and needs nothing of it. */
    static Reading begin(final Path file) {
        final FutureTask<Configuration.Document> task =
            new FutureTask<>(() -> Configuration.read(file.toString(), Settings.readText(file)));
        Thread.ofPlatform().daemon().name("registry").start(task);
        return new Reading(task);
    }

    /** A registry of which the text is being read. */
    record Reading(Future<Configuration.Document> text) {

        /**
         * Waits for the text and makes the registry of it.
         *
         * @param symbols of the instruments there are
         * @throws io.ringmaster.config.InvalidInputException with every fault and the line it stands on
         */
        Registry finish(final Set<String> symbols) {
            try {
                return Configuration.bind(Registry.class, text.get(), Map.of(), registry -> complaints(registry.strategies, symbols));
            } catch (final ExecutionException e) {
                if (e.getCause() instanceof final RuntimeException failed) {
                    throw failed;
                }
                throw new IllegalStateException("reading the registry failed", e.getCause());
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the registry was read", e);
            }
        }
    }

    /** What is wrong with strategies, by their paths in a configuration. */
    static List<Configuration.Complaint> complaints(final List<StrategySpec> strategies, final Set<String> symbols) {
        return StrategyCatalog.faults(strategies, symbols).stream()
            .map(fault -> new Configuration.Complaint(
                "strategies." + fault.index() + (fault.key().isEmpty() ? "" : "." + fault.key()), fault.toString()))
            .toList();
    }
}
