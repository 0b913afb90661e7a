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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is said outside moves a session, and its replay finds it in the journal alone. */
@Execution(ExecutionMode.CONCURRENT)
class OutsideSignalsTest {

    @TempDir
    private Path directory;

    @Test
    void shouldTradeOnAnOutsideSignalAndReplayItToTheByte() throws IOException {
        final Path inbox = Files.createDirectories(directory.resolve("inbox"));
        Files.writeString(inbox.resolve("1.jsonl"), """
            {"source":"sentiment","score":-0.9,"text":"everybody despairs"}
            {"source":"sentiment","score":"much"}
            """);
        final Path config = Files.writeString(directory.resolve("config.yaml"), """
            session: {seed: 71, initialCash: 10000, warmup: 60s, tick: 1s}
            instruments: [{symbol: BTCUSDT, tick: 0.1}]
            strategies: [{id: mood, type: sentiment, timeframe: 1s}]
            policy: {type: single, strategy: mood}
            signals: {folder: "%s"}
            """.formatted(inbox));
        final Path session = directory.resolve("session");
        final Cli.Result result = Cli.run(
            "demo", "--no-wire", "--config", config.toString(), "--seconds", "5", "--speed", "10", "--json", "--journal", session.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.err().contains("1 taken, 1 malformed, 0 failures; last: " + inbox.resolve("1.jsonl") + " line 2: key 'score' must be a number"),
            result.err());
        final Map<String, String> json = result.json();
        assertTrue(Integer.parseInt(json.get("fills")) > 0, json.toString());
        assertEquals("true", json.get("replayIdentical"));

        final List<String> signals = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.resolve("input"))) {
            while (reader.next()) {
                final String text = MessageText.of(reader.buffer(), reader.offset(), reader.length());
                if (text.contains("OutsideSignal")) {
                    signals.add(text);
                }
            }
        }
        assertEquals(1, signals.size());
        assertTrue(signals.getFirst().contains("everybody despairs"), signals.getFirst());
        // The folder is gone, the replay does not miss it.
        Files.move(inbox, directory.resolve("elsewhere"));
        assertEquals("true", Cli.run("replay", session.toString(), "--json").json().get("identical"));
    }

    /** One series says long and the other does not: a series that overwrote the other would leave the session flat. */
    @Test
    void shouldTradeOnTwoNamedSeriesAndReplayThemToTheByte() throws IOException {
        final Path inbox = Files.createDirectories(directory.resolve("inbox"));
        Files.writeString(inbox.resolve("1.jsonl"), """
            {"source":"other","series":"vix","score":17.5}
            {"source":"other","series":"dollar","score":104}
            {"source":"other","score":-1}
            """);
        final Path config = Files.writeString(directory.resolve("config.yaml"), """
            session: {seed: 71, initialCash: 10000, warmup: 60s, tick: 1s}
            instruments: [{symbol: BTCUSDT, tick: 0.1}]
            strategies:
              - id: calm
                type: rule
                timeframe: 1s
                parameters: {long: outside(vix) < 20 and outside(dollar) > 100 and outside < 0 and outside_age(vix) < 600, long_stop: close*0.98}
            policy: {type: single, strategy: calm}
            signals: {folder: "%s"}
            """.formatted(inbox));
        final Path session = directory.resolve("session");
        final Cli.Result result = Cli.run(
            "demo", "--no-wire", "--config", config.toString(), "--seconds", "5", "--speed", "10", "--json", "--journal", session.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(Integer.parseInt(result.json().get("fills")) > 0, result.json().toString());
        assertEquals("true", result.json().get("replayIdentical"));
    }
}
