package io.ringmaster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    private Path directory;

    /** A venue that shows the demo's market, as fast as it was. */
    private static WireServer venue() {
        final Venue venue = new Venue(
            List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE / 10)), VenueSettings.defaults(), List.of(), false, 1,
            FaultSchedule.none(), System::currentTimeMillis);
        return new WireServer(venue, Recording.bundled().open(), 1);
    }

    @Test
    void shouldTradeALiveMarketOnPaperAndReplayToTheByte() {
        final Path journal = directory.resolve("paper");
        try (WireServer server = venue()) {
            final int port = server.start(0);
            final Cli.Result result = Cli.run(
                "run", "--paper", "--config", Cli.root().resolve("examples/paper.yaml").toString(), "--journal", journal.toString(),
                "--seconds", "6", "--set", "kraken.feeds=ws://127.0.0.1:" + port + "/ws/v1", "--set", "session.warmup=0s",
                "--set", "instruments.0.tick=0.1", "--set", "policy.type=single", "--set", "policy.strategy=cross",
                "--set", "strategies=[{id: cross, type: rule, timeframe: 1s, parameters: {long: close > 1}}]");

            assertEquals(0, result.exitCode(), () -> result.out() + result.err());
            assertTrue(result.out().contains("ended: no order left, position 0."), result.out());
        }
        final Map<String, String> replay = Cli.run("replay", journal.toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
        assertTrue(Long.parseLong(replay.get("events")) > 1_000, replay::toString);
    }

    @Test
    void shouldRefuseToTradeRealMoney() {
        final Cli.Result result = Cli.run("run", "--live", "--config", Cli.root().resolve("examples/paper.yaml").toString());

        assertEquals(ExitCode.REFUSED, result.exitCode());
        assertTrue(result.err().contains("refused: trading real money is not released"), result.err());
    }

    @Test
    void shouldNotDecideForItselfWhichOfTheTwo() {
        assertEquals(ExitCode.BAD_INPUT, Cli.run("run", "--config", "c.yaml").exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("run", "--config", "c.yaml", "--paper", "--live").exitCode());
    }
}
