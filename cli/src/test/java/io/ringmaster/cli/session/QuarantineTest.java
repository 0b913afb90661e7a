package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.MessageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy that throws, says what is no number, or is too slow is put away, and nobody else's word or order changes by a byte. */
class QuarantineTest {

    private static final String SOUND = """
        session: {seed: 71, initialCash: 10000, warmup: 60s, tick: 1s}
        instruments: [{symbol: BTCUSDT, tick: 0.1}]
        policy: {type: single, strategy: cross-1s}
        strategies:
          - {id: volatility-5s, type: volatility_system, timeframe: 5s}
          - {id: supertrend-3s, type: supertrend, timeframe: 3s}
          - {id: ott-1s, type: ott, timeframe: 1s}
          - {id: bband-rsi-1s, type: bband_rsi, timeframe: 1s}
          - {id: awesome-macd-1s, type: awesome_macd, timeframe: 1s}
          - {id: cross-1s, type: rule, timeframe: 1s, parameters: {long: close crosses above sma(5), short: close crosses below sma(5)}}
        """;
    private static final String FAULTY = SOUND + """
          - {id: thrower, type: rule, timeframe: 1s, parameters: {long: close > sma(20), long_stop: close*1e300}}
          - {id: no-number, type: rule, timeframe: 1s, parameters: {long: close > sma(30), strength: close*1e308*10 - close*1e308*10}}
          - {id: slow, type: supertrend, timeframe: 1s, budget: 1ns}
        """;
    private static final int SOUND_STRATEGIES = 6;

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveEverybodyElseAsTheyWere() throws IOException {
        final List<String> sound = play("sound", SOUND);
        final List<String> faulty = play("faulty", FAULTY);

        final Predicate<String> isOfTheSound = text -> (text.contains("[Recommendation]") || text.contains("[StrategyState]"))
            && strategyIndex(text) < SOUND_STRATEGIES || text.contains("[OrderIntent]") || text.contains("[OrderState");
        final List<String> expected = sound.stream().filter(isOfTheSound).toList();
        assertTrue(expected.stream().anyMatch(text -> text.contains("[OrderIntent]")), "nothing was traded");
        assertTrue(expected.size() > 100, "only " + expected.size() + " messages");
        assertEquals(expected, faulty.stream().filter(isOfTheSound).toList());

        for (final Map.Entry<Integer, String> putAway : Map.of(
            SOUND_STRATEGIES, "QUARANTINED_THREW", SOUND_STRATEGIES + 1, "QUARANTINED_NAN").entrySet()) {
            assertEquals(1, states(faulty, putAway.getKey(), putAway.getValue()), putAway.getValue());
        }
        assertTrue(states(faulty, SOUND_STRATEGIES + 2, "HELD_SLOW") > 0, "a slow strategy is held, not put away: decision 26");
        assertEquals(0, states(faulty, SOUND_STRATEGIES + 2, "QUARANTINED_SLOW"));
    }

    private static long states(final List<String> said, final int strategyIndex, final String condition) {
        return said.stream().filter(text -> text.contains("[StrategyState]") && strategyIndex(text) == strategyIndex && text.contains(condition)).count();
    }

    /** What a session says, as text, without the sequence of the cause: a verdict on a slow strategy is an event and shifts it. */
    private List<String> play(final String name, final String configuration) throws IOException {
        final Path config = Files.writeString(directory.resolve(name + ".yaml"), configuration);
        final Path session = directory.resolve(name);
        final Cli.Result result = Cli.run(
            "demo", "--config", config.toString(), "--speed", "0", "--seconds", "120", "--json", "--journal", session.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("true", result.json().get("replayIdentical"));
        assertEquals("true", Cli.run("replay", session.toString(), "--topology", "spread", "--json").json().get("identical"));
        final List<String> said = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.resolve("output"))) {
            while (reader.next()) {
                said.add(MessageText.of(reader.buffer(), reader.offset(), reader.length()).replaceAll("(causeSequence|decisionSequence)=-?\\d+", "$1"));
            }
        }
        return said;
    }

    private static int strategyIndex(final String text) {
        final int at = text.indexOf("strategyIndex=") + "strategyIndex=".length();
        return Integer.parseInt(text.substring(at).split("[^0-9-]", 2)[0]);
    }
}
