package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.inference.model.onnx.OnnxWriter;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.lab.source.OhlcvSource;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.signals.OwnerSocket;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A size_or_skip head that takes everything is retrained from its closed trades in the middle of a session. Its strategies follow the price. In some hours
 * the price runs up and down, and following it earns; in the others it only shakes, and each trade loses its costs.
 */
class ClosedTradesRetrainingTest {

    private static final long START_MS = 1_577_836_800_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int BARS = 3_200;
    private static final int BARS_BEFORE = 3_000;
    private static final int RUNNING_BARS = 80;
    private static final int SHAKING_BARS = 160;
    private static final int TURN_BARS = 40;

    @TempDir
    private static Path directory;
    private static SessionDirectory session;
    private static Cli.Result retrained;

    private static Settings settings() throws IOException {
        final SessionOfModels models = new SessionOfModels(directory, """
            session: {initialCash: 100000, warmup: 30m, tick: 1m}
            instruments: [{symbol: PF_XBTUSD}]
            strategies:
              - {id: a, type: rule, timeframe: 1m, parameters: {long: close > sma(5), short: close < sma(5)}}
              - {id: b, type: rule, timeframe: 1m, parameters: {long: close > sma(4), short: close < sma(4)}}
            policy:
              type: model
              observation: [meta]
              observationTimeframe: 1m
              minAgreeing: 2
              model: {file: taking.onnx, head: size_or_skip, maxUnknown: 4096}
            execution: {style: aggressive, intentMaxAge: 2m}
            risk: {maxOrderQty: 10, maxOrderValue: 1000000, maxPosition: 10, maxOpenValue: 1000000, duplicateWindow: 0s, maxReferenceAge: 1h,
                   maxDailyLoss: 1000000, maxDailyLossShare: 1, maxDrawdown: 1}
            """);
        models.write("taking.onnx", new OnnxWriter("taking", "observation", models.values()).dense(new float[models.values()][2], new float[] {0, 1})
            .bytes("logits", Map.of("ringmaster.contract", models.contract())));
        return Settings.read(models.config(), new TreeMap<>());
    }

    private static MarketDataSource market() {
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        double price = 20_000;
        for (int i = 0; i < BARS; i++) {
            final int place = i % (RUNNING_BARS + SHAKING_BARS);
            final boolean isRising = place < RUNNING_BARS ? place < TURN_BARS : i % 4 < 2;
            final double close = Math.round(2 * price * (isRising ? 1.0005 : 1 / 1.0005)) / 2.0;
            bars.append(START_MS + i * 60_000L).append(',').append(price).append(',').append(Math.max(price, close)).append(',')
                .append(Math.min(price, close)).append(',').append(close).append(",10\n");
            price = close;
        }
        return new OhlcvSource("bars.csv", new ByteArrayInputStream(bars.toString().getBytes(StandardCharsets.UTF_8)), 0, Map.of());
    }

    /** Plays most of the market, retrains while the session stands still, and plays the rest. */
    @BeforeAll
    static void record() throws IOException {
        final OpenedSettings opened = OpenedSettings.of(settings());
        final Settings settings = opened.settings();
        session = new SessionDirectory(directory.resolve("session"));
        opened.keepModel(session);
        session.writeConfiguration(settings.canonicalText());
        final PreparedConfigurations later = new PreparedConfigurations(Settings.configurations(session));
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             MarketDataSource market = market();
             Engine engine = new Engine(
                 opened.engine(), settings.topology().oneThread(),
                 new Connections(journal.inputLog(), journal.outputs()), later)) {
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(
                engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            final long firstNs = driver.firstTimeNs();
            new SessionMessages(engine).start(firstNs, opened.engine(), BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
            driver.run(firstNs + BARS_BEFORE * MINUTE_NS);
            final Queue<UnsafeBuffer> events = new ConcurrentLinkedQueue<>();
            final LiveReconfiguration operator = new LiveReconfiguration(session, new LiveSettings(opened, later), (buffer, offset, length) -> {
                final byte[] copy = new byte[length];
                buffer.getBytes(offset, copy);
                events.add(new UnsafeBuffer(copy));
            });
            retrained = retrain(session, operator, "out");
            for (final UnsafeBuffer event : events) {
                event.putLong(MessageHeaderDecoder.ENCODED_LENGTH, engine.lastTimeNs(), ByteOrder.LITTLE_ENDIAN);
                engine.onInput(event, 0, event.capacity());
            }
            driver.run(Long.MAX_VALUE - 1);
        }
    }

    /** @param operator of the session; null if it takes nothing */
    private static Cli.Result retrain(final SessionDirectory of, final LiveReconfiguration operator, final String out) throws IOException {
        try (OwnerSocket socket = new OwnerSocket(
            of.path().resolve(ControlSocket.NAME), (client, caller) -> serve(client, operator), problem -> { })) {
            assertNotNull(socket);
            return Cli.run(
                "retrain", "--session", of.path().toString(), "--out", directory.resolve(out).toString(), "--json",
                "--set", "retraining.learnFrom=trades", "--set", "retraining.returnsEvery=20m");
        }
    }

    /** Answers as a running session does. */
    private static void serve(final SocketChannel client, final LiveReconfiguration operator) throws IOException {
        final String line = new BufferedReader(new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8)).readLine();
        final String answer = line.equals("status") ? "{\"state\":\"trading\"}" : operator == null ? "{\"taken\":\"retrained\"}"
            : operator.retrained(line.substring("retrained ".length()), "test");
        client.write(ByteBuffer.wrap((answer + '\n').getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> dump(final String... options) {
        final List<String> arguments = new ArrayList<>(List.of("journal", "dump", session.path().toString()));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new)).out().lines().toList();
    }

    private static String time(final String ns) {
        return Instant.ofEpochSecond(Long.parseLong(ns) / 1_000_000_000L).toString();
    }

    @Test
    void shouldLearnFromClosedTradesWhatToSkip() {
        assertEquals(0, retrained.exitCode(), retrained.out() + retrained.err());
        final Map<String, String> evidence = retrained.json();
        assertEquals("promoted", evidence.get("verdict"), retrained.out());
        assertTrue(Double.parseDouble(evidence.get("runningReturn")) < 0, retrained.out());
        final List<String> swap = dump("--type", "Reconfigured,RetrainingOutcome");
        assertEquals(2, swap.size(), swap::toString);
        assertTrue(swap.get(0).contains("scope=MODEL") && swap.get(1).contains("verdict=PROMOTED"), swap::toString);
        final List<String> decisions = dump("--type", "Decision", "--from", time(evidence.get("dataToNs")));
        assertTrue(decisions.stream().anyMatch(each -> each.contains("reason=MODEL_SKIP")), "the new model skips: " + decisions);
    }

    @Test
    void shouldReplayAcrossTheSwap() {
        final Map<String, String> replay = Cli.run("replay", session.path().toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
    }

    @Test
    void shouldLearnNothingFromADamagedJournal() throws IOException {
        final SessionDirectory damaged = new SessionDirectory(directory.resolve("damaged"));
        try (Stream<Path> files = Files.walk(session.path())) {
            for (final Path file : files.toList()) {
                Files.copy(file, damaged.path().resolve(session.path().relativize(file)));
            }
        }
        final Path data = flip(damaged.input(), 5_000);

        final Cli.Result refused = retrain(damaged, null, "refused");
        assertEquals(ExitCode.NOT_VERIFIED, refused.exitCode(), refused.out() + refused.err());
        assertEquals("failed", refused.json().get("verdict"), refused.out());
        assertTrue(refused.json().get("reason").contains(data.toString()), refused.out());
    }

    /** Flips the last bit of a record; returns the file. */
    private static Path flip(final Path journal, final long sequence) throws IOException {
        final byte[] record;
        try (JournalReader reader = JournalReader.open(journal, sequence - 1)) {
            assertTrue(reader.next());
            record = new byte[reader.length()];
            reader.buffer().getBytes(reader.offset(), record);
        }
        final Path data;
        try (Stream<Path> files = Files.walk(journal)) {
            data = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        final byte[] bytes = Files.readAllBytes(data);
        int at = 0;
        while (!Arrays.equals(bytes, at, at + record.length, record, 0, record.length)) {
            at++;
        }
        bytes[at + record.length - 1] ^= 1;
        Files.write(data, bytes);
        return data;
    }
}
