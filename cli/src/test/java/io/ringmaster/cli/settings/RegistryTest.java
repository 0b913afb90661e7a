package io.ringmaster.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringmaster.cli.Cli;
import io.ringmaster.strategies.StrategySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry file beside a configuration. */
class RegistryTest {

    @TempDir
    private Path directory;
    private Path config;

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = Files.writeString(directory.resolve("config.yaml"), """
            registry: strategies.yaml
            instruments: [{symbol: PF_XBTUSD}]
            strategies: [{id: first, type: ott}]
            """);
    }

    private void write(final String registry) throws IOException {
        Files.writeString(directory.resolve("strategies.yaml"), registry);
    }

    @Test
    void shouldPutTheRegistrysStrategiesBehindTheConfigurations() throws IOException {
        write("""
            strategies:
              - {id: second, type: sma_rsi, symbol: PF_XBTUSD, timeframe: 5m, lookback: 300, parameters: {sma: 30}, budget: 1ms}
              - {id: third, type: rule, parameters: {long: close crosses above sma(50)}, enabled: false}
            """);
        final Settings settings = Settings.read(config, Map.of());
        assertEquals(List.of("first", "second", "third"), settings.strategies().stream().map(StrategySpec::id).toList());
        assertEquals(
            new StrategySpec(
                "second", "sma_rsi", new StrategySpec.Bars("PF_XBTUSD", 300_000_000_000L, 300), Map.of("sma", "30"), true, 1_000_000,
                StrategySpec.Vote.EVEN),
            settings.strategies().get(1));
        assertEquals(List.of("first", "second"), settings.engine().strategies().stream().map(StrategySpec::id).toList());
        // What a session keeps needs no file beside it.
        final String kept = settings.canonicalText();
        assertEquals(settings.strategies(), Settings.readStored("kept", kept).strategies());
        assertFalse(kept.contains("strategies.yaml"));
    }

    @Test
    void shouldNameEveryFaultWithItsLine() throws IOException {
        write("""
            strategies:
              - id: a
                type: sma_rsi
                parameters: {sma: 5000000, smma: 3}
              - id: a
                type: ott
                symbol: NOPE
              - {id: b, type: supertrendy}
              - id: c
                type: rule
                parameters:
                  long: close crosses sma(20)
            """);
        final String file = directory.resolve("strategies.yaml").toString();
        final Cli.Result result = Cli.run("strategies", "check", "--config", config.toString());
        assertEquals(2, result.exitCode());
        final List<String> lines = result.err().lines().map(line -> line.replace("ringmaster: ", "")).toList();
        assertEquals(
            List.of(
                file + " line 4: key 'strategies.0.parameters.sma': strategy 'a': parameter 'sma' must be in [1, 10000]: 5000000",
                file + " line 4: key 'strategies.0.parameters.smma': strategy 'a': unknown parameter 'smma'; sma_rsi has [ob, os, rsi, sma]",
                file + " line 5: key 'strategies.1.id': strategy 'a': the id is used twice; give each strategy its own",
                file + " line 7: key 'strategies.1.symbol': strategy 'a': unknown symbol 'NOPE'; instruments are [PF_XBTUSD]"),
            lines.subList(0, 4));
        assertEquals(file + " line 8: key 'strategies.2.type': strategy 'b': unknown type 'supertrendy'", lines.get(4).split(";")[0]);
        assertEquals(
            file + " line 9: key 'strategies.3': strategy 'c': "
                + "'close crosses sma(20)' has 's' at column 15 where 'above' or 'below' belongs", lines.get(5));
    }

    @Test
    void shouldRefuseAnIdThatTheConfigurationHasToo() throws IOException {
        write("strategies: [{id: first, type: supertrend}]\n");
        final Cli.Result result = Cli.run("strategies", "check", "--config", config.toString());
        assertEquals(2, result.exitCode());
        assertEquals("strategy 'first': the id is used twice; give each strategy its own", result.err().lines().toList().getLast().strip());
    }

    @Test
    void shouldNameARegistryThatIsMissing() {
        final Cli.Result result = Cli.run("strategies", "check", "--config", config.toString());
        assertEquals(2, result.exitCode());
        assertEquals(
            "ringmaster: " + directory.resolve("strategies.yaml") + " does not exist. Give the path of a configuration file.",
            result.err().strip());
    }
}
