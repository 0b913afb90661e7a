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

/** A file of strategies, for users with more strategies than fit into a configuration. */
record Registry(@Setting(doc = "strategies, in the order of their index") List<StrategySpec> strategies) {

    /** Starts to read a registry in the background: its text takes as long as the rest of the configuration and does not depend on it. */
    static Reading begin(final Path file) {
        final FutureTask<Configuration.Document> task =
            new FutureTask<>(() -> Configuration.read(file.toString(), Settings.readText(file)));
        Thread.ofPlatform().daemon().name("registry").start(task);
        return new Reading(task);
    }

    /** A registry whose text is being read. */
    record Reading(Future<Configuration.Document> text) {

        /**
         * Waits for the text and creates the registry from it.
         *
         * @param symbols of the configured instruments
         * @throws io.ringmaster.config.InvalidInputException with every fault and its line
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
