package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.exchange.server.WireServer;
import io.ringmaster.exchange.wire.ApiKey;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Sessions of {@code run --live} in processes of their own, on the simulated venue: armed, killed, gone on with, ended. */
@Execution(ExecutionMode.CONCURRENT)
class LiveSessionTest {

    private static final long LIMIT_NS = 300_000_000_000L;
    private static final String CONFIRMATION = "trade at most 0.05 of PF_XBTUSD with real money";

    @TempDir
    private Path directory;
    private Path output;
    private Path journal;
    private Venue venue;
    private WireServer server;
    private Process session;

    private void openVenue(final boolean mayTransfer) throws IOException {
        output = directory.resolve("output");
        journal = directory.resolve("live");
        venue = new Venue(
            List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE / 10)), VenueSettings.defaults(),
            List.of(new ApiKey(SimulatedKey.KEY, SimulatedKey.SECRET, 10_000 * FixedPoint.ONE, mayTransfer)), false, 1, FaultSchedule.none(),
            System::currentTimeMillis);
        server = new WireServer(venue, Recording.bundled().open(), 1);
        final int port = server.start(0);
        Files.writeString(directory.resolve("live.yaml"), """
            session: {initialCash: 10000, tick: 100ms}
            instruments: [{symbol: PF_XBTUSD, tick: 0.1, lot: 0.0001}]
            strategies: [{id: long, type: rule, timeframe: 1s, parameters: {long: close > 1}}]
            policy: {type: single, strategy: long}
            execution: {deadBand: 0, style: aggressive}
            risk: {maxOrderQty: 0.05, maxOrderValue: 5000, maxPosition: 0.05, maxLeverage: 1, maxDailyLoss: 500, maxDrawdown: 0.1}
            kraken:
              rest: http://127.0.0.1:%1$d/derivatives
              feeds: ws://127.0.0.1:%1$d/ws/v1
              key: %2$s
              deadMansSwitch: 10s
              session: {reconcileEvery: 5s}
              requests: {connectWithin: 10s, answerWithin: 20s, protectWithin: 20s}
            """.formatted(port, SimulatedKey.KEY));
    }

    private void startSession(final String... more) throws IOException {
        final List<String> arguments = new ArrayList<>(List.of(
            "run", "--live", "--warm-code", "0", "--config", directory.resolve("live.yaml").toString(), "--journal", journal.toString()));
        arguments.addAll(List.of(more));
        session = Cli.start(output, Map.of("KRAKEN_FUTURES_SECRET", SimulatedKey.SECRET), arguments.toArray(String[]::new));
    }

    @AfterEach
    void end() throws InterruptedException {
        if (session != null) {
            session.destroyForcibly().waitFor();
        }
        if (server != null) {
            server.close();
        }
    }

    private Map<String, String> await(final String what, final Predicate<Map<String, String>> condition) throws IOException {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (true) {
            final Cli.Result result = Cli.run("ctl", "status", journal.toString(), "--json");
            if (result.exitCode() == 0 && condition.test(result.json())) {
                return result.json();
            }
            assertTrue(session.isAlive() && System.nanoTime() < untilNs, what + ": " + result.out() + result.err() + Files.readString(output));
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void arm() throws IOException {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        Cli.Result result = ctl("arm", "--confirm", CONFIRMATION);
        while (result.exitCode() != 0) {
            assertTrue(System.nanoTime() < untilNs, result.out() + result.err() + Files.readString(output));
            LockSupport.parkNanos(50_000_000);
            result = ctl("arm", "--confirm", CONFIRMATION);
        }
        assertEquals("{\"taken\":\"arm\"}", result.out().strip());
    }

    private Cli.Result ctl(final String word, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of("ctl", word, journal.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private long positionE8() {
        return server.ask(() -> venue.positionE8(SimulatedKey.KEY, 0));
    }

    private int openOrders() {
        return server.ask(() -> venue.openOrders(SimulatedKey.KEY));
    }

    private static boolean isHeld(final long heldE8, final Map<String, String> status) {
        return FixedPoint.parse(status.get("position")) == heldE8;
    }

    @Test
    void shouldTradeOnlyOnceItIsArmedAndGoOnAfterAnEndAndAfterAKill() throws IOException, InterruptedException {
        openVenue(false);
        startSession();
        final Map<String, String> observing = await("a market", status -> status.get("reconciled").equals("true") && !status.get("mark").equals("0"));
        assertEquals("false", observing.get("armed"));
        assertTrue(observing.get("state").startsWith("OBSERVING: sends no order, not even to close a position, until 'ctl arm'"), observing::toString);
        assertEquals("1", observing.get("strategies"));
        final long later = Long.parseLong(observing.get("sequence")) + 500;
        assertEquals("0", await("more of the market", status -> Long.parseLong(status.get("sequence")) > later).get("orders"));
        assertEquals(ExitCode.REFUSED, ctl("arm", "--confirm", "yes, do it").exitCode());

        arm();
        await("a position", status -> Double.parseDouble(status.get("position")) > 0);
        await("its stop at the venue", status -> openOrders() > 0);
        final long heldE8 = positionE8();
        assertTrue(heldE8 > 0);

        session.destroy();
        assertEquals(ExitCode.POSITION_LEFT, session.waitFor(), () -> read(output));
        assertTrue(read(output).contains("WITHOUT A STOP AT THE VENUE"), read(output));
        assertEquals(0, openOrders());

        startSession();
        await("the account after an orderly end", status -> status.get("reconciled").equals("true") && isHeld(heldE8, status));
        arm();
        await("its stop, placed again", status -> openOrders() > 0);
        session.destroyForcibly().waitFor();
        startSession();
        final Map<String, String> back = await("the account as it was", status -> status.get("reconciled").equals("true"));
        assertEquals("false", back.get("armed"), "a restart arms nothing");
        assertEquals(heldE8, FixedPoint.parse(back.get("position")));
        assertEquals(heldE8, positionE8());

        closesAfterAKillOnlyOnceItMay(heldE8);
        await("to be flat", status -> status.get("position").equals("0") && status.get("working").equals("0"));
        session.destroy();
        assertEquals(0, session.waitFor(), () -> read(output));
        assertTrue(read(output).contains("ended: no order left, position 0 PF_XBTUSD"), read(output));
        assertEquals(0, openOrders());
        assertEquals(0, positionE8());
        assertEquals("true", Cli.run("replay", journal.toString(), "--json").json().get("identical"));
        assertFalse(holdsSecret(), "the secret is in the journal or in the output");
    }

    /** Asked for while it is killed and observes, the position is closed as soon as it is neither. */
    private void closesAfterAKillOnlyOnceItMay(final long heldE8) throws IOException {
        assertEquals("{\"taken\":\"kill\"}", ctl("kill").out().strip());
        final Map<String, String> killed = await("the stop to be canceled", status -> status.get("killed").equals("true") && openOrders() == 0
            && status.get("working").equals("0"));
        assertEquals("true", killed.get("exitsBlocked"));
        assertTrue(killed.get("state").startsWith("KILLED: sends nothing but cancels until 'ctl unlatch --yes'; OBSERVING: sends no order, not even to close"
            + " a position, until 'ctl arm'; PF_XBTUSD: position WITHOUT A STOP"), killed::toString);
        assertEquals("{\"taken\":\"close-all\",\"note\":\"no order is sent while the session is killed and not armed: use 'ctl unlatch --yes', then"
            + " 'ctl arm' to let it close the position\"}", ctl("close-all").out().strip());
        assertEquals(heldE8, FixedPoint.parse(await("to close all", status -> status.get("closing").equals("true")).get("position")));
        final Cli.Result unlatched = ctl("unlatch", "--yes");
        assertTrue(unlatched.out().startsWith("{\"taken\":\"unlatch\",\"note\":\"the session does not trade yet: CLOSING ALL"), unlatched.out());
        await("to be unlatched", status -> status.get("killed").equals("false") && status.get("latched").equals("false"));
        assertEquals(heldE8, positionE8(), "nothing is sent before it is armed");
        arm();
    }

    @Test
    void shouldKeepTheSecretOutOfACrashReportAndOutOfSightOfOtherProcesses() throws IOException, InterruptedException {
        openVenue(false);
        startSession();
        await("a market", status -> status.get("reconciled").equals("true"));
        final Path process = Path.of("/proc", Long.toString(session.pid()));
        assertFalse(read(process.resolve("cmdline")).contains(SimulatedKey.SECRET));

        assertEquals(0, new ProcessBuilder("kill", "-SEGV", Long.toString(session.pid())).start().waitFor());
        session.waitFor();

        assertTrue(read(output).contains("A fatal error has been detected") && read(output).contains("SIGSEGV"), "the report is on standard error");
        assertFalse(holdsSecret(), "the secret is in the report");
        final String pid = Long.toString(session.pid());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.filter(file -> file.getFileName().toString().contains(pid)).toList(), "no report and no core in the directory");
        }
    }

    @Test
    void shouldNotBeArmedWithAKeyThatCanMoveMoneyAwayAndChangeItsLimits() throws IOException {
        openVenue(true);
        startSession("--set", "risk.rampUp=24h");
        final Map<String, String> status = await("a market", each -> !each.get("mark").equals("0"));
        assertEquals("0.05", status.get("maxPosition"));
        assertEquals("0.005", status.get("maxPositionNow"), "a tenth at first");
        final long untilNs = System.nanoTime() + LIMIT_NS;
        Cli.Result result = ctl("arm", "--confirm", CONFIRMATION);
        while (!result.out().contains("the key may move money away")) {
            assertEquals(ExitCode.REFUSED, result.exitCode(), result.out());
            assertTrue(System.nanoTime() < untilNs, result.out() + read(output));
            LockSupport.parkNanos(50_000_000);
            result = ctl("arm", "--confirm", CONFIRMATION);
        }
        assertEquals(ExitCode.REFUSED, result.exitCode());
        assertEquals("false", ctl("status", "--json").json().get("reconciled"));
        tightensALimitAtOnceAndWidensItOnlyWhenConfirmed();
    }

    private void tightensALimitAtOnceAndWidensItOnlyWhenConfirmed() {
        final Map<String, String> limits = ctl("limits").json();
        assertEquals("0.05", limits.get("maxPosition"));
        assertEquals("0.005", limits.get("rampUp.maxPosition"));
        assertEquals("0.005", limits.get("rampUp.maxOrderQty"));
        assertEquals("500", limits.get("rampUp.maxOrderValue"));
        assertTrue(Instant.parse(limits.get("rampUp.until")).isAfter(Instant.now().plus(Duration.ofHours(23))), limits::toString);

        assertEquals(0, ctl("limits", "maxPosition=0.02").exitCode());
        awaitLimit("0.02");
        assertEquals(ExitCode.REFUSED, ctl("limits", "maxPosition=0.03").exitCode());
        assertEquals("0.02", ctl("limits").json().get("maxPosition"));
        assertEquals(0, ctl("limits", "maxPosition=0.03", "--confirm", "maxPosition=0.03 confirmed").exitCode());
        awaitLimit("0.03");
        assertEquals(ExitCode.BAD_INPUT, ctl("limits", "maxPosition=-1").exitCode());
        assertEquals(ExitCode.BAD_INPUT, ctl("limits", "maxHope=1").exitCode());
    }

    private void awaitLimit(final String value) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (!ctl("limits").json().get("maxPosition").equals(value)) {
            assertTrue(System.nanoTime() < untilNs, read(output));
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void shouldGoOnUnderAnotherConfigurationOnlyIfThatIsSaid() throws IOException {
        openVenue(false);
        final Path secret = directory.resolve("secret");
        Files.writeString(secret, SimulatedKey.SECRET);
        final List<String> run = List.of(
            "run", "--live", "--config", directory.resolve("live.yaml").toString(), "--journal", journal.toString(), "--seconds", "1",
            "--set", "kraken.secret=command:cat " + secret);
        final Cli.Result first = Cli.run(run.toArray(String[]::new));
        assertEquals(0, first.exitCode(), () -> first.out() + first.err());

        final List<String> more = new ArrayList<>(run);
        more.addAll(List.of("--set", "risk.maxPosition=0.5"));
        final Cli.Result second = Cli.run(more.toArray(String[]::new));

        assertEquals(ExitCode.BAD_INPUT, second.exitCode());
        assertTrue(second.err().contains("holds a session of another configuration:\n  risk.maxPosition: 0.05 -> 0.5\n"), second.err());

        more.add("--reconfigure");
        final Cli.Result third = Cli.run(more.toArray(String[]::new));
        assertEquals(0, third.exitCode(), () -> third.out() + third.err());
        final Cli.Result replay = Cli.run("replay", journal.toString(), "--json");
        assertEquals("true", replay.json().get("identical"), replay.out());
    }

    /** The session's configuration names the new model from the swap on, so a restart needs it in its file too. */
    @Test
    void shouldSwapItsModelAndGoOnWithItAfterAKill() throws IOException, InterruptedException {
        openVenue(false);
        final Path config = directory.resolve("live.yaml");
        final SessionOfModels models = new SessionOfModels(directory, Files.readString(config).replace(
            "policy: {type: single, strategy: long}",
            "policy: {type: model, observation: [meta], observationTimeframe: 1s, model: {file: half.onnx, maxUnknown: 4096, deadZone: 0}}").replace(
            "tick: 100ms}", "tick: 100ms, modelBudget: 0s}"));
        Files.copy(models.config(), config, StandardCopyOption.REPLACE_EXISTING);
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        final String full = models.constant("full.onnx", SessionOfModels.FULL, 2).toString();
        startSession();
        final Map<String, String> deciding = await("a decision", status -> status.get("doing").startsWith("LONG (model)"));
        assertEquals("0", deciding.get("model.invalid"));

        final Cli.Result asked = ctl("swap-model", full);
        assertEquals(ExitCode.REFUSED, asked.exitCode(), asked.out());
        final Cli.Result swapped = ctl("swap-model", full, "--confirm", asked.err().replaceAll("(?s).*\"confirm\":\"([^\"]*)\".*", "$1"));
        assertEquals(0, swapped.exitCode(), swapped.out() + swapped.err());
        assertEquals(ExitCode.BAD_INPUT, ctl("swap-model", output.toString()).exitCode());
        final long later = Long.parseLong(ctl("status", "--json").json().get("sequence")) + 100;
        await("more of the market", status -> Long.parseLong(status.get("sequence")) > later);
        session.destroyForcibly().waitFor();

        final Cli.Result before = Cli.run(
            "run", "--live", "--config", config.toString(), "--journal", journal.toString(), "--seconds", "1", "--set", "kraken.secret=command:echo none");
        assertEquals(ExitCode.BAD_INPUT, before.exitCode(), before.out());
        assertTrue(before.err().contains("policy.model.engine: onnxruntime -> exact: auto chooses it, because it agrees with ONNX Runtime"), before.err());
        Files.writeString(config, Files.readString(config).replace("half.onnx", "full.onnx"));
        startSession();
        await("a decision after the kill", status -> status.get("doing").startsWith("LONG (model)"));
        session.destroy();
        assertEquals(0, session.waitFor(), () -> read(output));
        assertEquals("true", Cli.run("replay", journal.toString(), "--json").json().get("identical"));
    }

    @Test
    void shouldLetAChallengerBeginAgainAfterAKill() throws IOException, InterruptedException {
        openVenue(false);
        final Path config = directory.resolve("live.yaml");
        Files.writeString(config, Files.readString(config).replace(
            "strategy: long}", "strategy: long, challengers: [{id: twin, type: single, strategy: long}]}"));
        startSession();
        await("a decision of the challenger", status -> Long.parseLong(status.getOrDefault("challengers.twin.decisions", "0")) > 1);
        session.destroyForcibly().waitFor();
        startSession();
        final Map<String, String> again =
            await("a decision after the kill", status -> Long.parseLong(status.getOrDefault("challengers.twin.decisions", "0")) > 1);
        assertEquals(again.get("challengers.twin.compared"), again.get("challengers.twin.agreed"));
        assertTrue(read(output).contains("challenger 'twin' begins again with an account of 0"), read(output));
        assertTrue(ctl("status").out().contains("beside    twin: net "), ctl("status").out());
        session.destroy();
        assertEquals(0, session.waitFor(), () -> read(output));
        assertEquals(3, Cli.run("challengers", journal.toString(), "--json").out().split("\"id\":\"twin\"", -1).length, "two accounts");
        assertEquals("true", Cli.run("replay", journal.toString(), "--json").json().get("identical"));
    }

    @Test
    void shouldWantADecisionOnEveryLimitThatMatters() throws IOException {
        final Path config = directory.resolve("c.yaml");
        Files.writeString(config, "instruments: [{symbol: PF_XBTUSD}]\nstrategies: [{id: a, type: ott, timeframe: 1m}]\nrisk: {maxPosition: 0.1}\n");

        final Cli.Result result = Cli.run("run", "--live", "--config", config.toString(), "--journal", directory.resolve("j").toString());

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.err().contains("real money needs explicit values for session.initialCash, risk.maxOrderQty, risk.maxOrderValue, risk.maxLeverage"),
            result.err());
    }

    private boolean holdsSecret() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> read(file).contains(SimulatedKey.SECRET));
        }
    }

    /** Whatever is in it, byte by byte. */
    private static String read(final Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
