package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

    /** Until the first fill, with less before it than the demo has. */
    private static final String BRIEF = "--seconds=90 --set=session.warmup=10s";

    /** Holds the two sessions that several tests look at. None of the tests changes them. */
    @TempDir
    private static Path shared;
    private static Cli.Result shorter;
    private static Cli.Result longer;

    @TempDir
    private Path directory;

    @BeforeAll
    static void playTheSharedSessions() {
        shorter = play(shared.resolve("shorter"), (BRIEF + " --topology=compact").split(" "));
        longer = play(shared.resolve("longer"), "--seconds", "140");
    }

    @Test
    void shouldTradeAndReplayToTheByte() {
        final Cli.Result result = longer;
        final Map<String, String> json = result.json();

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(Integer.parseInt(json.get("fills")) > 0, json.toString());
        assertEquals("true", json.get("replayIdentical"));
        final Cli.Result replay = Cli.run("replay", shared.resolve("longer").toString(), "--json");
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals("true", replay.json().get("identical"));
        assertEquals(json.get("outputSha256"), replay.json().get("outputSha256"));
    }

    /** The account, recomputed from the input journal's fills and funding in another way. */
    private static final class PlainAccount {

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private BigInteger position = BigInteger.ZERO;
        private BigInteger cashE16 = BigInteger.valueOf(10_000).multiply(BigInteger.TEN.pow(16));
        private BigInteger feesE8 = BigInteger.ZERO;

        private void take(final JournalReader reader) {
            header.wrap(reader.buffer(), reader.offset());
            if (header.templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
                final ExecutionReportDecoder report = new ExecutionReportDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                if (report.execType() == ExecType.TRADE) {
                    final BigInteger qty = BigInteger.valueOf(report.side() == Side.BUY ? report.lastQtyE8() : -report.lastQtyE8());
                    position = position.add(qty);
                    cashE16 = cashE16.subtract(qty.multiply(BigInteger.valueOf(report.lastPriceE8())));
                    feesE8 = feesE8.add(BigInteger.valueOf(report.feeE8()));
                }
            } else if (header.templateId() == FundingPaymentDecoder.TEMPLATE_ID) {
                cashE16 = cashE16.add(BigInteger.valueOf(
                    new FundingPaymentDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header).amountE8())
                    .multiply(BigInteger.TEN.pow(8)));
            }
        }

        /** A mark between two ticks leaves less than a unit, which the ledger rounds half-even. */
        private BigDecimal equity(final long markE8) {
            return new BigDecimal(
                cashE16.subtract(feesE8.multiply(BigInteger.TEN.pow(8))).add(position.multiply(BigInteger.valueOf(markE8))), 16)
                .setScale(8, RoundingMode.HALF_EVEN);
        }
    }

    @Test
    void shouldReportPositionAndEquityThatFollowFromTheJournal() {
        final Map<String, String> json = longer.json();
        final PlainAccount account = new PlainAccount();
        try (JournalReader reader = JournalReader.open(shared.resolve("longer/input"))) {
            while (reader.next()) {
                account.take(reader);
            }
        }

        assertEquals(0, new BigDecimal(account.position, 8).compareTo(new BigDecimal(json.get("position"))));
        assertEquals(0, new BigDecimal(account.feesE8, 8).compareTo(new BigDecimal(json.get("fees"))));
        assertEquals(0, account.equity(lastMarkE8()).compareTo(new BigDecimal(json.get("equity"))));
    }

    @Test
    void shouldSayMarkAndEquityWithEachDecision() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final DecisionDecoder decision = new DecisionDecoder();
        final PlainAccount account = new PlainAccount();
        int decisionsInAPosition = 0;
        try (JournalReader inputs = JournalReader.open(shared.resolve("longer/input"));
             JournalReader outputs = JournalReader.open(shared.resolve("longer/output"))) {
            inputs.next();
            while (outputs.next()) {
                if (header.wrap(outputs.buffer(), outputs.offset()).templateId() == DecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(outputs.buffer(), outputs.offset(), header);
                    while (inputs.sequence() < decision.causeSequence()) {
                        account.take(inputs);
                        inputs.next();
                    }
                    assertEquals(account.equity(decision.markPriceE8()), new BigDecimal(BigInteger.valueOf(decision.equityE8()), 8),
                        "decision of input " + decision.causeSequence());
                    decisionsInAPosition += account.position.signum() == 0 ? 0 : 1;
                }
            }
        }
        assertTrue(decisionsInAPosition > 0);
    }

    private long lastMarkE8() {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        long markE8 = 0;
        try (JournalReader reader = JournalReader.open(shared.resolve("longer/output"))) {
            while (reader.next()) {
                if (header.wrap(reader.buffer(), reader.offset()).templateId() == PortfolioStateDecoder.TEMPLATE_ID) {
                    markE8 = new PortfolioStateDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header).markPriceE8();
                }
            }
        }
        return markE8;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--topology=spread", "--topology=spread --set=topology.shards=3 --set=topology.ringSize=64 --set=topology.maxBatch=1",
        "--topology=compact --set=topology.shards=5 --set=topology.ringSize=2"})
    void shouldSayTheSameOnEveryTopology(final String options) {
        final Cli.Result result = demo("other", (BRIEF + " " + options).split(" "));

        assertEquals(0, result.exitCode(), result.err());
        assertEquals(shorter.json().get("outputSha256"), result.json().get("outputSha256"));
        assertEquals("true", result.json().get("replayIdentical"));
        assertTrue(Integer.parseInt(result.json().get("fills")) > 0, result.out());
    }

    @Test
    void shouldReplayOnAnotherTopology() {
        final Cli.Result crossed = Cli.run("replay", shared.resolve("shorter").toString(), "--topology", "spread", "--json");
        assertEquals(shorter.json().get("outputSha256"), crossed.json().get("outputSha256"));
    }

    @Test
    @Timeout(600)
    void shouldSayTheSameInAnotherProcess() throws IOException, InterruptedException {
        final Path output = directory.resolve("out.txt");
        final Process other = Cli.start(
            output, ("demo --json --speed=0 " + BRIEF + " --journal " + path("theirs")).split(" "));

        assertEquals(0, other.waitFor(), () -> read(output));
        assertEquals(shorter.json().get("outputSha256"), new Cli.Result(0, read(output), "").json().get("outputSha256"));
    }

    @Test
    void shouldHaveEveryKeyOfTheContract() {
        final Map<String, String> json = shorter.json();
        for (final String key : ("events trades bookUpdates bars recommendations decisions orders fills position equity realisedPnl fees "
            + "outputSha256 journal replayIdentical latencyNs.p50 latencyNs.p99 latencyNs.p999").split(" ")) {
            assertTrue(json.containsKey(key), key + " is missing in " + json);
        }
        assertTrue(Files.exists(shared.resolve("shorter/latency.hlog")));
    }

    /** By whom decisions were made, and what they were. */
    private Map<DecisionReason, Set<Signal>> decided(final String name) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final DecisionDecoder decision = new DecisionDecoder();
        final Map<DecisionReason, Set<Signal>> decided = new TreeMap<>();
        try (JournalReader reader = JournalReader.open(directory.resolve(name + "/output"))) {
            while (reader.next()) {
                if (header.wrap(reader.buffer(), reader.offset()).templateId() == DecisionDecoder.TEMPLATE_ID) {
                    decision.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                    decided.computeIfAbsent(decision.reason(), reason -> new TreeSet<>()).add(decision.signal());
                }
            }
        }
        return decided;
    }

    /** As long as the demo of 20 seconds. */
    @Test
    void shouldTradeByTheExampleModel() {
        final Cli.Result result = demo("model", "--seconds", "200", "--policy", "onnx");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("true", result.json().get("replayIdentical"));
        assertTrue(Integer.parseInt(result.json().get("orders")) > 3, result.out());
        assertEquals(Map.of(DecisionReason.MODEL, Set.of(Signal.LONG, Signal.SHORT, Signal.HOLD)), decided("model"));
        assertTrue(Files.exists(directory.resolve("model/models")), "the session keeps its model");
    }

    @Test
    void shouldTradeByTheExperts() {
        final Cli.Result result = demo("experts", "--seconds", "140", "--policy", "experts");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("true", result.json().get("replayIdentical"));
        assertTrue(decided("experts").containsKey(DecisionReason.EXPERTS), decided("experts")::toString);
    }

    private Cli.Result demo(final String name, final String... options) {
        return play(directory.resolve(name), options);
    }

    private static Cli.Result play(final Path session, final String... options) {
        final String[] fixed = {"demo", "--json", "--speed", "0", "--journal", session.toString()};
        final String[] all = Arrays.copyOf(fixed, fixed.length + options.length);
        System.arraycopy(options, 0, all, fixed.length, options.length);
        return Cli.run(all);
    }

    private String path(final String name) {
        return directory.resolve(name).toString();
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
