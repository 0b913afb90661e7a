package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * The whole pipeline on random markets, with random limits and rules: at the end of each, our orders, position and money are the
 * venue's, no limit was ever passed, and every entry carried out a decision newer than the last exit.
 */
class RandomMarketTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final int SESSIONS = 150 * Integer.getInteger("times", 1);
    private static final int BARS = 600;
    private static final long MINUTE = 60_000_000_000L;
    private static final long START = 1_700_000_040_000_000_000L;

    @Test
    void shouldAgreeWithTheVenueAndKeepEveryLimit() {
        long fills = 0;
        long latched = 0;
        long entries = 0;
        long forcedFills = 0;
        for (int session = 0; session < SESSIONS; session++) {
            final String label = "seed=" + (SEED + session);
            final Random random = new Random(SEED + session);
            final EngineConfig config = config(random);
            final long maxPositionE8 = config.risk().exposure().maxPositionE8();
            final EntriesAndDecisions journals = new EntriesAndDecisions(label);
            try (Engine engine = new Engine(
                config, TOPOLOGY, new Connections(
                    (sequence, buffer, offset, length) -> journals.onInput(sequence, buffer, offset),
                    (buffer, offset, length) -> journals.onOutput(buffer, offset)))) {
                final SimulatedVenue venue = new SimulatedVenue(
                    config.instruments(), venue(random), config.session().initialCashE8(), SEED + session, engine);
                final Interjections check = timeNs -> assertTrue(
                    Math.abs(engine.sequencer().positionE8(0)) <= maxPositionE8, label + " position " + engine.sequencer().positionE8(0));
                final LockstepDriver driver = new LockstepDriver(
                    engine, new RandomBars(random), venue, config.session().tickNs(), Pacer.UNPACED, check);
                new SessionMessages(engine).start(driver.firstTimeNs(), config, "test", "0".repeat(64));
                driver.run(Long.MAX_VALUE - 1);
                settle(engine, venue);

                assertEquals(venue.positionE8(0), engine.sequencer().positionE8(0), label);
                assertEquals(venue.cashE8(), engine.sequencer().ledger().cashE8(), label);
                assertEquals(venue.feesE8(), engine.sequencer().ledger().feesE8(), label);
                assertEquals(venue.fundingE8(), engine.sequencer().ledger().fundingE8(), label);
                assertEquals(venue.equityE8(), engine.sequencer().equityE8(), label);
                assertEquals(venue.openOrders(0), engine.sequencer().workingOrders(), label);
                assertEquals(0, engine.sequencer().impossibleEvents(), label);
                entries += journals.entries();
                forcedFills += journals.forcedFills();
                fills += engine.sequencer().fills();
                latched += engine.sequencer().isLatched() ? 1 : 0;
            }
        }
        System.out.printf(
            "%d random markets: %,d fills, %,d entries, %,d fills of stops and exits, %d latched by a limit%n", SESSIONS, fills, entries, forcedFills,
            latched);
        assertTrue(entries > 3L * SESSIONS && forcedFills > SESSIONS, "entries=" + entries + " forced=" + forcedFills);
        assertTrue(fills > 10L * SESSIONS, "fills=" + fills);
        assertTrue(latched > 0, "no session met a loss limit");
    }

    private static final TopologySettings TOPOLOGY =
        Configuration.bind(TopologySettings.class, "defaults", "mode: compact\ntiming: false\n", Map.of()).on(1);

    /** What is under way when the market ends arrives. */
    private static void settle(final Engine engine, final SimulatedVenue venue) {
        final SessionMessages messages = new SessionMessages(engine);
        long timeNs = engine.lastTimeNs();
        for (int i = 0; i < 20; i++) {
            timeNs += 1_000_000_000L;
            while (venue.nextEventTimeNs() <= timeNs) {
                venue.advanceTo(venue.nextEventTimeNs());
                engine.drainOrders(venue);
            }
            messages.tick(timeNs);
            engine.drainOrders(venue);
        }
    }

    private static EngineConfig config(final Random random) {
        final String risk = String.format(
            "{maxOrderQty: 50, maxOrderValue: 1000000, maxPosition: %d, maxLeverage: %d, maxReferenceAge: 70s, maxDailyLoss: %d,"
                + " maxDrawdown: 0.%d, orderTimeout: 10m}",
            1 + random.nextInt(5), 1 + random.nextInt(4), 200 + random.nextInt(5_000), 1 + random.nextInt(8));
        final String execution = String.format(
            "{style: %s, defaultStopBps: %d, trailFromBps: %d, trailBps: %d, deadBand: 0.%d, patience: %ds}",
            random.nextBoolean() ? "aggressive" : "passive", 20 + random.nextInt(200), 30 + random.nextInt(100), 10 + random.nextInt(40),
            1 + random.nextInt(3), 1 + random.nextInt(300));
        return new EngineConfig(
            bind(SessionSettings.class, "{initialCash: " + (5_000 + random.nextInt(90_000)) + ", warmup: 30m, tick: 1m}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10)),
            List.of(
                StrategySpec.of("a", "ott", MINUTE, Map.of()),
                StrategySpec.of("b", "bband_rsi", MINUTE, Map.of()),
                StrategySpec.of("c", "supertrend", MINUTE, Map.of())),
            bind(PolicySettings.class, "{minAgreeing: 1, maxAge: 10m, maxExposure: " + (1 + random.nextInt(3)) + "}"),
            bind(ExecutionSettings.class, execution), bind(RiskLimits.class, risk));
    }

    private static VenueSettings venue(final Random random) {
        return bind(VenueSettings.class, "{orderLatency: " + (1 + random.nextInt(50)) + "ms, reportLatency: " + random.nextInt(50)
            + "ms, fundingRate: 0.0001, reportInterval: 10m}");
    }

    private static <T extends Record> T bind(final Class<T> type, final String yaml) {
        return Configuration.bind(type, "test", yaml, Map.of());
    }

    /** One-minute bars of a walk around 20,000, some of them missing. */
    private static final class RandomBars implements MarketDataSource {

        private final Random random;
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final ImportedBarEncoder bar = new ImportedBarEncoder();
        private long openNs = START;
        private long cents = 2_000_000;
        private int left = BARS;

        private RandomBars(final Random random) {
            this.random = random;
        }

        @Override
        public int next(final MutableDirectBuffer buffer) {
            if (left-- == 0) {
                return 0;
            }
            final long open = cents;
            cents = Math.max(200_000, open + Math.round(random.nextGaussian() * 4_000));
            final long high = Math.max(open, cents) + random.nextInt(2_000);
            final long low = Math.min(open, cents) - random.nextInt(2_000);
            bar.wrapAndApplyHeader(buffer, 0, header)
                .receiveTimeNs(openNs + MINUTE).openTimeNs(openNs).durationNs(MINUTE)
                .openPriceE8(open * 1_000_000).highPriceE8(high * 1_000_000).lowPriceE8(low * 1_000_000).closePriceE8(cents * 1_000_000)
                .volumeE8(random.nextInt(1_000) * FixedPoint.ONE).instrumentId(0).phase(BarPhase.LIVE);
            openNs += random.nextInt(50) == 0 ? MINUTE * (2 + random.nextInt(90)) : MINUTE;
            return MessageHeaderEncoder.ENCODED_LENGTH + bar.encodedLength();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
