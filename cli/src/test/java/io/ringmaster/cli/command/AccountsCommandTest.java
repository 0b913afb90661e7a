package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.core.account.TradeBlock;
import io.ringmaster.pipeline.core.account.VirtualAccounts;
import io.ringmaster.pipeline.core.output.VirtualTrades;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.PortfolioStateEncoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two configurations over two instruments. Under the first, from input 1 on, the strategies are a, b and c; under the second, from input 5 on, c and a,
 * and c trades the other instrument. What is expected is worked out by hand, for a fee of 0.05 % and a notional of 10,000.
 */
class AccountsCommandTest {

    private static final long NS = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * NS;
    private static final String INSTRUMENTS = "instruments: [{symbol: X, tick: 1}, {symbol: Y, tick: 1}]\n";

    private static final UnsafeBuffer BUFFER = new UnsafeBuffer(new byte[512]);
    private static final VirtualTrades ENCODER = new VirtualTrades(BUFFER);
    private static final AccountTrades TRADES = new AccountTrades(new AccountTrades.Store());

    @TempDir
    private static Path directory;
    private static SessionDirectory session;

    private static String configuration(final String... strategies) {
        return Configuration.bind(Settings.class, "test", INSTRUMENTS + "strategies: [" + String.join(", ", strategies) + "]\n", Map.of())
            .canonicalText();
    }

    private static String strategy(final String id, final String symbol) {
        return "{id: " + id + ", type: ott, symbol: " + symbol + "}";
    }

    @BeforeAll
    static void record() {
        session = new SessionDirectory(directory.resolve("session"));
        final String first = configuration(strategy("a", "X"), strategy("b", "X"), strategy("c", "X"));
        session.writeConfiguration(first);
        final String second = new SessionConfigurations(session).add(configuration(strategy("c", "Y"), strategy("a", "X")));
        try (JournalWriter input = JournalWriter.open(session.input(), JournalSettings.defaults())) {
            final SessionMessages messages = new SessionMessages((bytes, offset, length) ->
                input.append(input.lastSequence() + 1, bytes, offset, length));
            messages.start(NS, Settings.readStored("first", first).engine(), "build", SessionDirectory.sha256(first));
            for (long sequence = 2; sequence <= 4; sequence++) {
                messages.barPoint(sequence * NS, 0, FixedPoint.ONE);
            }
            messages.reconfigured(5 * NS, 0, second, "build", "test");
        }
        final Settings settings = Settings.readStored("first", first);
        final VirtualAccounts before = new VirtualAccounts(AccountSettings.defaults(), settings.instruments(), new int[] {0, 0, 0});
        final VirtualAccounts after = new VirtualAccounts(AccountSettings.defaults(), settings.instruments(), new int[] {1, 0});
        try (JournalWriter output = JournalWriter.open(session.output(), JournalSettings.defaults())) {
            firstConfiguration(before, output);
            after.takeOver(before, new int[] {2, 0});
            after.onSignal(0, Signal.SHORT);
            after.onTouch(1, 100 * FixedPoint.ONE, 101 * FixedPoint.ONE, TRADES);
            write(output, 5);
        }
    }

    /** a buys 0.5 at 20,000, b sells 0.5; an hour at a rate of 2; c buys 0.4 at 25,000, b closes there, and the mark becomes 30,000. */
    private static void firstConfiguration(final VirtualAccounts accounts, final JournalWriter output) {
        accounts.onMark(0, FixedPoint.ONE);
        accounts.onFundingRate(0, 2 * FixedPoint.ONE);
        accounts.onTime(0, HOUR_NS);
        accounts.onSignal(0, Signal.LONG);
        accounts.onSignal(1, Signal.SHORT);
        accounts.onTouch(0, 20_000 * FixedPoint.ONE, 20_000 * FixedPoint.ONE, TRADES);
        write(output, 2);
        accounts.onTime(0, 2 * HOUR_NS);
        accounts.onSignal(1, Signal.FLAT);
        accounts.onSignal(2, Signal.LONG);
        accounts.onTouch(0, 25_000 * FixedPoint.ONE, 25_000 * FixedPoint.ONE, TRADES);
        write(output, 3);
        mark(output, 4, 30_000 * FixedPoint.ONE);
    }

    private static void write(final JournalWriter output, final long cause) {
        ENCODER.begin(cause, cause * NS);
        for (TradeBlock left = TRADES.first(); left != null;) {
            left = ENCODER.encode(left);
            output.append(output.lastSequence() + 1, BUFFER, 0, ENCODER.length());
        }
        TRADES.clear();
    }

    private static void mark(final JournalWriter output, final long cause, final long priceE8) {
        final PortfolioStateEncoder state = new PortfolioStateEncoder().wrapAndApplyHeader(BUFFER, 0, new MessageHeaderEncoder());
        state.causeSequence(cause).timeNs(cause * NS).positionQtyE8(0).averageEntryPriceE8(0).markPriceE8(priceE8).cashE8(0).realisedPnlE8(0)
            .unrealisedPnlE8(0).feesE8(0).fundingE8(0).equityE8(0).instrumentId(0);
        output.append(output.lastSequence() + 1, BUFFER, 0, MessageHeaderEncoder.ENCODED_LENGTH + state.encodedLength());
    }

    private static String run(final String... options) {
        final String[] all = new String[options.length + 2];
        all[0] = "accounts";
        all[1] = session.path().toString();
        System.arraycopy(options, 0, all, 2, options.length);
        final Cli.Result result = Cli.run(all);
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }

    /** a: 0.5 x (30,000 - 20,000) - fee 5 - funding 1. c: 0.4 x 5,000 - 5. b: -0.5 x 5,000 - fees 11.25 + funding 1. */
    @Test
    void shouldShowWhatEachStrategyHasEarnedAloneTheBestFirst() {
        assertEquals("{\"time\":\"1970-01-01T00:00:04Z\",\"strategies\":3,\"traded\":3,\"accounts\":["
            + "{\"strategy\":\"a\",\"instrument\":\"X\",\"trades\":1,\"position\":0.5,\"entry\":20000,\"mark\":30000,\"realised\":0,\"fees\":5,"
            + "\"funding\":-1,\"net\":4994},"
            + "{\"strategy\":\"c\",\"instrument\":\"X\",\"trades\":1,\"position\":0.4,\"entry\":25000,\"mark\":30000,\"realised\":0,\"fees\":5,"
            + "\"funding\":0,\"net\":1995},"
            + "{\"strategy\":\"b\",\"instrument\":\"X\",\"trades\":2,\"position\":0,\"entry\":0,\"mark\":30000,\"realised\":-2500,\"fees\":11.25,"
            + "\"funding\":1,\"net\":-2510.25}]}", run("--at", "1970-01-01T00:00:04Z", "--json").strip());
    }

    /** At input 2 nobody knows of funding yet, and both are worth what they were bought at. */
    @Test
    void shouldShowTheAccountsAsOfATime() {
        final List<String> lines = run("--at", "1970-01-01T00:00:02.5Z").lines().toList();
        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.get(1).matches("a +X +1 +0\\.5 +20000 +20000 +0\\.00 +5\\.00 +0\\.00 +-5\\.00"), lines::toString);
        assertTrue(lines.get(2).matches("b +X +1 +-0\\.5 +20000 +20000 +0\\.00 +5\\.00 +0\\.00 +-5\\.00"), lines::toString);
        assertEquals("2 of 3 strategies have traded; last record 1970-01-01T00:00:02Z", lines.get(3));
    }

    /** b is not there any more, the old account of c has ended, and its new one is short 100 of Y; a has its position still. */
    @Test
    void shouldFollowAnAccountByIdIntoAnotherConfiguration() {
        final String json = run("--json");
        assertTrue(json.startsWith("{\"time\":\"1970-01-01T00:00:05Z\",\"strategies\":2,\"traded\":2,\"accounts\":[{\"strategy\":\"a\","), json);
        assertTrue(json.contains("{\"strategy\":\"c\",\"instrument\":\"Y\",\"trades\":1,\"position\":-100,\"entry\":100,\"mark\":100,"), json);
        assertTrue(json.contains("\"net\":4994}"), json);
    }

    @Test
    void shouldShowOnlyTheBest() {
        final List<String> lines = run("--top", "1", "--at", "1970-01-01T00:00:04Z").lines().toList();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(1).startsWith("a  ") && lines.get(1).endsWith(" 4,994.00"), lines::toString);
        assertEquals("3 of 3 strategies have traded; last record 1970-01-01T00:00:04Z", lines.get(2));
    }

    @Test
    void shouldTellThatNobodyHasTraded() {
        assertEquals("{\"time\":null,\"strategies\":3,\"traded\":0,\"accounts\":[]}", run("--at", "1970-01-01T00:00:01Z", "--json").strip());
        assertEquals("0 of 3 strategies have traded", run("--at", "1970-01-01T00:00:01Z").strip());
    }

    @Test
    void shouldNameWhatIsWrong() {
        for (final String[] wrong : new String[][] {{"--top", "0"}, {"--at", "noon"}}) {
            final Cli.Result result = Cli.run("accounts", session.path().toString(), wrong[0], wrong[1]);
            assertEquals(ExitCode.BAD_INPUT, result.exitCode());
            assertTrue(result.err().startsWith("ringmaster: " + wrong[0] + ' ') && result.err().contains(wrong[1]), result.err());
        }
        final Cli.Result nothing = Cli.run("accounts", directory.toString());
        assertEquals(ExitCode.BAD_INPUT, nothing.exitCode());
        assertEquals("ringmaster: " + directory + " holds no session: session.yaml is missing. Give the directory of a session.", nothing.err().strip());
    }

    @Test
    void shouldDumpTheRecordsOfVirtualTrades() {
        final Cli.Result dump = Cli.run("journal", "dump", session.path().toString(), "--type", "VirtualTrades", "--strategy", "b");
        assertEquals(0, dump.exitCode(), dump.err());
        final List<String> lines = dump.out().lines().toList();
        assertEquals(2, lines.size(), lines::toString);
        assertEquals("output 2 1970-01-01T00:00:03Z [VirtualTrades] causeSequence=3 sellPrice=0 buyPrice=25000 fundingIndex=2 instrument=X"
            + " accounts=[strategy=b trades=2 positionQty=0 cash=-2510.25 fees=11.25 funding=1 side=BUY]", lines.get(1));
    }
}
