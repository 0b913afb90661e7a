package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.inference.model.onnx.OnnxWriter;
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
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.signals.OwnerSocket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;
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
    private Path directory;
    private final Queue<UnsafeBuffer> events = new ConcurrentLinkedQueue<>();

    private Settings begin() throws IOException {
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

    /** Answers as a running session does. */
    private void serve(final SocketChannel client, final LiveReconfiguration operator) throws IOException {
        final StringBuilder line = new StringBuilder();
        final var in = Channels.newInputStream(client);
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        final String answer = line.toString().equals("status") ? "{\"state\":\"trading\"}" : operator.retrained(line.substring("retrained ".length()), "test");
        client.write(ByteBuffer.wrap((answer + '\n').getBytes(StandardCharsets.UTF_8)));
    }

    private static String time(final String ns) {
        return Instant.ofEpochSecond(Long.parseLong(ns) / 1_000_000_000L).toString();
    }

    @Test
    void shouldLearnFromClosedTradesWhatToSkip() throws IOException {
        final OpenedSettings opened = OpenedSettings.of(begin());
        final Settings settings = opened.settings();
        final SessionDirectory session = new SessionDirectory(directory.resolve("session"));
        opened.keepModel(session);
        session.writeConfiguration(settings.canonicalText());
        final PreparedConfigurations later = new PreparedConfigurations(Settings.configurations(session));
        final Cli.Result retrained;
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             MarketDataSource market = market();
             Engine engine = new Engine(
                 opened.engine(), settings.topology().withMode(TopologySettings.Mode.COMPACT).withoutTiming().on(1),
                 new Connections(journal.inputLog(), journal.outputs()), later)) {
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(
                engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            final long firstNs = driver.firstTimeNs();
            new SessionMessages(engine).start(firstNs, opened.engine(), BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
            driver.run(firstNs + BARS_BEFORE * MINUTE_NS);
            final LiveReconfiguration operator = new LiveReconfiguration(session, new LiveSettings(opened, later), (buffer, offset, length) -> {
                final byte[] copy = new byte[length];
                buffer.getBytes(offset, copy);
                events.add(new UnsafeBuffer(copy));
            });
            try (OwnerSocket socket = new OwnerSocket(
                session.path().resolve(ControlSocket.NAME), (client, caller) -> serve(client, operator), problem -> { })) {
                assertNotNull(socket);
                retrained = Cli.run(
                    "retrain", "--session", session.path().toString(), "--out", directory.resolve("out").toString(), "--json",
                    "--set", "retraining.learnFrom=trades", "--set", "retraining.returnsEvery=20m");
            }
            for (final UnsafeBuffer event : events) {
                event.putLong(MessageHeaderDecoder.ENCODED_LENGTH, engine.lastTimeNs(), ByteOrder.LITTLE_ENDIAN);
                engine.onInput(event, 0, event.capacity());
            }
            driver.run(Long.MAX_VALUE - 1);
        }
        assertEquals(0, retrained.exitCode(), retrained.out() + retrained.err());
        final Map<String, String> evidence = retrained.json();
        assertEquals("promoted", evidence.get("verdict"), retrained.out());
        assertTrue(Double.parseDouble(evidence.get("runningReturn")) < 0, retrained.out());
        final List<String> swap = Cli.run("journal", "dump", session.path().toString(), "--type", "Reconfigured,RetrainingOutcome").out().lines().toList();
        assertEquals(2, swap.size(), swap::toString);
        assertTrue(swap.get(0).contains("scope=MODEL") && swap.get(1).contains("verdict=PROMOTED"), swap::toString);
        final Cli.Result skipped = Cli.run("journal", "dump", session.path().toString(), "--type", "Decision", "--from", time(evidence.get("dataToNs")));
        assertTrue(skipped.out().contains("reason=MODEL_SKIP"), "the new model skips in the running session: " + skipped.out());
        final Map<String, String> replay = Cli.run("replay", session.path().toString(), "--json").json();
        assertEquals("true", replay.get("identical"), replay::toString);
    }
}
