package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.pipeline.replay.ConfigurationsInForce;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves indices in the records of a session to names. Instruments never change; a strategy's index refers to the configuration in force at the
 * record.
 */
final class RecordNames {

    private final SessionDirectory session;
    private final ConfigurationsInForce inForce;
    private final List<String> symbols;
    private final Map<String, List<String>> strategiesBySha256 = new HashMap<>();

    private RecordNames(final SessionDirectory session) {
        this.session = session;
        if (!Files.exists(session.configuration())) {
            inForce = null;
            symbols = List.of();
            return;
        }
        inForce = ConfigurationsInForce.of(session);
        symbols = Settings.firstOf(session).instruments().stream().map(InstrumentDefinition::symbol).toList();
    }

    /** @param directory of a session or of one of its journals; if no configuration is stored there, indices stay numbers */
    static RecordNames of(final Path directory) {
        final boolean isSession = Files.exists(new SessionDirectory(directory).configuration());
        return new RecordNames(new SessionDirectory(isSession ? directory : directory.toAbsolutePath().getParent()));
    }

    /** The strategies of all configurations of the session. */
    Collection<String> strategies() {
        return inForce == null ? List.of()
            : new SessionConfigurations(session).all().stream().flatMap(text -> strategies(text).stream()).distinct().toList();
    }

    String symbol(final int instrumentId) {
        return nameOf(symbols, instrumentId);
    }

    /** @param input sequence of the record if it is an input, otherwise of the input that caused it */
    String strategy(final long input, final int index) {
        final String sha256 = inForce == null ? "" : inForce.at(input);
        return nameOf(sha256.isEmpty() ? List.of() : strategiesBySha256.computeIfAbsent(
            sha256, each -> strategies(new SessionConfigurations(session).read(each))), index);
    }

    /**
     * The instrument of each strategy under one configuration of a session.
     *
     * @param input sequence of an input at which the configuration is in force
     */
    Map<String, Integer> instrumentsOfStrategies(final long input) {
        final String sha256 = inForce.at(input);
        final Map<String, Integer> instruments = new LinkedHashMap<>();
        if (!sha256.isEmpty()) {
            for (final StrategySpec spec : specs(new SessionConfigurations(session).read(sha256))) {
                instruments.put(spec.id(), spec.symbol().isEmpty() ? 0 : symbols.indexOf(spec.symbol()));
            }
        }
        return instruments;
    }

    private List<String> strategies(final String configuration) {
        return specs(configuration).stream().map(StrategySpec::id).toList();
    }

    private List<StrategySpec> specs(final String configuration) {
        return Settings.readStored("a configuration of " + session.path(), configuration).strategies().stream().filter(StrategySpec::enabled).toList();
    }

    private static String nameOf(final List<String> all, final int index) {
        return index < all.size() ? all.get(index) : Integer.toString(index);
    }
}
