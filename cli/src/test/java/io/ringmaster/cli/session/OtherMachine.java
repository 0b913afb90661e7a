package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.command.OnnxFile;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.RecordingSettings.Market;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.ModelEngines;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.SessionJournal;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Records sessions of the demo's market with a random network, on a machine whose processor rounds differently. */
final class OtherMachine {

    static final long SEED = Long.getLong("seed", 116);
    private static final long PLAYED_NS = 25_000_000_000L;

    private final SessionOfModels models;
    private final int outputs;

    /**
     * @param model   settings of the model, except for its file
     * @param outputs numbers of its output
     */
    OtherMachine(final Path directory, final String model, final int outputs) throws IOException {
        models = SessionOfModels.ofDemo(directory, "{file: policy.onnx, engine: exact, maxUnknown: 4096, " + model + "}");
        this.outputs = outputs;
        network("policy.onnx", SEED);
    }

    /** A processor on which each number is off by the same amount. */
    static final class Processor implements ModelEngines {

        private final float off;
        private int runs;
        private int numbers;
        private int changed;

        Processor(final float off) {
            this.off = off;
        }

        int runs() {
            return runs;
        }

        int numbers() {
            return numbers;
        }

        /** Numbers that differ from those computed here. */
        int changed() {
            return changed;
        }

        @Override
        public ModelEngine open(final EngineConfig config) {
            return new Rounding(config.model().take(), this);
        }

        private float[] round(final float[] exact) {
            final float[] said = exact.clone();
            runs++;
            for (int i = 0; i < said.length; i++) {
                said[i] = exact[i] > 0 ? exact[i] - off : exact[i] + off;
                numbers++;
                changed += said[i] == exact[i] ? 0 : 1;
            }
            return said;
        }
    }

    private static final class Rounding implements ModelEngine {

        private final ModelEngine here;
        private final Processor processor;
        private float[] said = new float[0];

        private Rounding(final ModelEngine here, final Processor processor) {
            this.here = here;
            this.processor = processor;
        }

        @Override
        public EngineKind kind() {
            return here.kind();
        }

        @Override
        public float[] input() {
            return here.input();
        }

        @Override
        public int outputs() {
            return here.outputs();
        }

        @Override
        public float[] output(final int index) {
            return said;
        }

        @Override
        public void run() {
            here.run();
            said = processor.round(here.output(0));
        }

        @Override
        public void close() {
            here.close();
        }
    }

    /** Another network for the same configuration. */
    Path network(final String name, final long seed) throws IOException {
        final Random random = new Random(seed);
        final float[] weights = new float[models.values() * outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian() / 4;
        }
        return models.write(name, OnnxFile.network(models.values(), outputs, "Tanh", weights, "ringmaster.contract", models.contract()));
    }

    /** The settings of a paper session. */
    Settings settings(final Map<String, String> overrides) {
        return Settings.read(models.config(), new TreeMap<>(overrides)).on(Market.PAPER);
    }

    /** Plays a part of the demo's market. */
    Processor record(final SessionDirectory session, final float off) throws IOException {
        return record(session, off, Long.MAX_VALUE);
    }

    /** @param swapAt event after which the operator swaps the model, for another random network */
    Processor record(final SessionDirectory session, final float off, final long swapAt) throws IOException {
        final OpenedSettings opened = OpenedSettings.of(settings(Map.of()));
        opened.keepModel(session);
        session.writeConfiguration(opened.settings().canonicalText());
        final Path other = network("other.onnx", SEED + 1);
        final Processor processor = new Processor(off);
        final PreparedConfigurations later = new PreparedConfigurations(Settings.configurations(session));
        final TopologySettings compact = compact(opened.settings());
        try (SessionJournal journal = SessionJournal.open(session, JournalSettings.defaults());
             Engine engine = new Engine(opened.engine(), compact, new Connections(journal.inputLog(), journal.outputs(), processor), later)) {
            final boolean[] isSwapped = new boolean[1];
            play(engine, opened.settings(), PLAYED_NS, timeNs -> {
                if (!isSwapped[0] && engine.lastSequence() >= swapAt) {
                    isSwapped[0] = true;
                    swap(session, new LiveSettings(opened, later), engine, other);
                }
            });
            assertTrue(isSwapped[0] == swapAt < Long.MAX_VALUE, "it swaps once, in " + engine.lastSequence() + " events");
        }
        assertTrue(processor.runs > 15, processor.runs + " runs");
        return processor;
    }

    /** Lets the operator swap the model. */
    static void swap(final SessionDirectory session, final LiveSettings live, final Engine engine, final Path model) {
        final LiveReconfiguration operator = new LiveReconfiguration(session, live, (buffer, offset, length) -> {
            final UnsafeBuffer event = new UnsafeBuffer(new byte[length]);
            event.putBytes(0, buffer, offset, length);
            event.putLong(MessageHeaderDecoder.ENCODED_LENGTH, engine.lastTimeNs(), ByteOrder.LITTLE_ENDIAN);
            engine.onInput(event, 0, length);
        });
        final String asked = operator.swapModel(model.toString(), "test");
        final String taken = operator.swapModel(String.valueOf(JsonTree.of(asked).get("confirm")), "test");
        assertTrue(taken.startsWith("{\"taken\":"), taken);
    }

    private static void play(final Engine engine, final Settings settings, final long lengthNs, final Interjections operator) throws IOException {
        try (MarketDataSource market = Recording.bundled().open()) {
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, operator);
            final long firstNs = driver.firstTimeNs();
            new SessionMessages(engine).start(
                firstNs, engine.config(), BuildVersion.text(), SessionDirectory.sha256(settings.canonicalText()));
            driver.run(firstNs + lengthNs);
            engine.awaitAll();
        }
    }

    /** Hears another market after an earlier process. */
    static void goOn(final Engine engine, final Settings settings, final KnownAccount known, final String build) {
        final long nowNs = engine.lastTimeNs();
        final SessionMessages messages = new SessionMessages(engine);
        messages.resume(nowNs, settings.session().warmupNs(), build);
        messages.reconciliation(nowNs, Agreement.AGREED);
        final UnsafeBuffer feed = new UnsafeBuffer(new byte[64]);
        final FeedStateEncoder up = new FeedStateEncoder().wrapAndApplyHeader(feed, 0, new MessageHeaderEncoder())
            .receiveTimeNs(nowNs).instrumentId(-1).condition(FeedCondition.UP);
        engine.onInput(feed, 0, MessageHeaderEncoder.ENCODED_LENGTH + up.encodedLength());
        final SimulatedVenue venue = SimulatedVenue.goingOn(settings.instruments(), settings.venue(), known, settings.session().seed(), engine);
        try (MarketDataSource market = new RandomMarket(settings.instruments().getFirst(), 0, 60_000 * FixedPoint.ONE, nowNs + 1, SEED)) {
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, timeNs -> { });
            driver.run(nowNs + PLAYED_NS / 2);
            engine.awaitAll();
        }
    }

    static TopologySettings compact(final Settings settings) {
        return settings.topology().withShards(1).oneThread();
    }
}
