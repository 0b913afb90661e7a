package io.ringmaster.lab.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.RandomMarket;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.ExpertWeightsDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions under experts on a book: the same on any number of shards and after a restart, over a change of the strategies, and with each trigger. */
class ExpertsSessionTest {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final int SESSIONS = Integer.getInteger("times", 1);
    private static final int EVENTS = 2_500;
    /** In the observation meta: behind the four features of a signal, strength and confidence. */
    private static final int FIRST_WEIGHT = 6;
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_040_000_000_000L;
    private static final long WARMUP_END = START + 10 * SECOND;
    private static final InstrumentDefinition INSTRUMENT = InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10);
    private static final String CLAIMS = "claims: ['last > highest(high, 5)', 'last < lowest(low, 5)']";
    private static final List<Integer> MARKET =
        List.of(TradeDecoder.TEMPLATE_ID, TickerDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID, BookDeltaDecoder.TEMPLATE_ID);

    // ------------------------------------------------------------------ restarts and shards

    @ParameterizedTest
    @ValueSource(strings = {
        "experts: {algorithm: fixed_share, loss: clipped, eta: 2, alpha: 0.05, round: 2s}",
        "experts: {algorithm: adahedge, deadZone: 0}, trigger: event",
        "experts: {algorithm: eg, eta: 50}, " + CLAIMS,
    })
    void shouldSayTheSameOnAnyShardsAndAfterARestart(final String policy) {
        for (int i = 0; i < SESSIONS; i++) {
            final long seed = SEED + i;
            final RecordedSession session = play(config(policy, strategies(new SplittableRandom(seed), 14)), seed);
            final String label = "seed=" + seed + " " + policy;
            assertTrue(
                count(session, VirtualTradesDecoder.TEMPLATE_ID) > 50 && count(session, ExpertWeightsDecoder.TEMPLATE_ID) > 1
                    && count(session, DecisionDecoder.TEMPLATE_ID) > 50, label + " says too little to compare");

            assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.COMPACT, 3), label);
            for (int shards = 1; shards <= 3; shards++) {
                assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.SPREAD, shards), label + " " + shards + " shards");
            }
            restart(session, 1 + new SplittableRandom(seed).nextInt(session.inputs().size() - 1), label);
        }
    }

    /** Experts whose weights a model observes are a part of the state, as those that decide are. */
    @Test
    void shouldSayTheSameBesideAModelOnAnyShardsAndAfterARestart() {
        final RecordedSession session = play(besideAModel(strategies(new SplittableRandom(SEED), 6)), SEED);
        final String label = "seed=" + SEED + " beside a model";
        final TreeSet<Double> weights = new TreeSet<>();
        for (final UnsafeBuffer output : session.outputs()) {
            if (RecordedSession.templateId(output) == ObservationDecoder.TEMPLATE_ID) {
                final List<Double> values = new ArrayList<>();
                new ObservationDecoder().wrapAndApplyHeader(output, 0, new MessageHeaderDecoder()).values().forEach(each -> values.add(each.value()));
                weights.add(values.get(FIRST_WEIGHT));
            }
        }
        assertTrue(weights.size() > 10, label + ": weights observed: " + weights);
        assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.COMPACT, 2), label);
        assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.SPREAD, 3), label);
        restart(session, 1 + new SplittableRandom(SEED).nextInt(session.inputs().size() - 1), label);
    }

    private static EngineConfig besideAModel(final List<StrategySpec> strategies) {
        final EngineConfig base = config("experts: {algorithm: fixed_share, loss: clipped, eta: 2, alpha: 0.05, round: 2s}", strategies);
        final PolicySettings policy = RecordedSession.bind(
            PolicySettings.class, "{type: model, maxAge: 10s, observation: [meta], observationTimeframe: 1s, model: {engine: exact, maxUnknown: 60},"
                + " experts: {algorithm: fixed_share, loss: clipped, eta: 2, alpha: 0.05, round: 2s}}");
        return new EngineConfig(
            base.session(), base.instruments(), strategies, policy, base.execution(), base.risk(),
            LinearModel.of(ModelContract.of(base.instruments(), strategies, policy), SEED));
    }

    /** A session that begins again hears its journal, or takes an image and hears the rest: state and outputs are those without an interruption. */
    private static void restart(final RecordedSession session, final int at, final String label) {
        final int end = session.inputs().size();
        try (RecordedSession.Again whole = session.again(TopologySettings.Mode.COMPACT, 2);
             RecordedSession.Again again = session.again(TopologySettings.Mode.COMPACT, 2);
             RecordedSession.Again restored = session.again(TopologySettings.Mode.COMPACT, 2)) {
            final ObjectGraph wholeGraph = ObjectGraph.of(whole.engine().state());
            final ObjectGraph againGraph = ObjectGraph.of(again.engine().state());
            final ObjectGraph restoredGraph = ObjectGraph.of(restored.engine().state());
            whole.hear(0, at);
            again.hear(0, at);
            final byte[] image = wholeGraph.save();
            assertArrayEquals(image, againGraph.save(), label + " at " + at);
            restoredGraph.restore(image);
            restored.engine().continueBehind(at, InputMessage.timeNs(session.inputs().get(at - 1), 0));
            final int saidBefore = whole.said().size();
            whole.hear(at, end);
            again.hear(at, end);
            restored.hear(at, end);

            assertEquals(whole.said(), again.said(), label + " at " + at);
            assertEquals(whole.said().subList(saidBefore, whole.said().size()), restored.said(), label + " at " + at);
            assertArrayEquals(wholeGraph.save(), againGraph.save(), label + " at " + at);
            assertArrayEquals(wholeGraph.save(), restoredGraph.save(), label + " at " + at);
        }
    }

    // ------------------------------------------------------------------ a change of the strategies

    /** The first strategy goes and another comes at the end, so that every index changes; the accounts of the others go on. */
    @Test
    void shouldGoOnWithTheAccountsOfTheStrategiesThatStay() {
        final List<StrategySpec> before = strategies(new SplittableRandom(SEED), 8);
        final List<StrategySpec> after = new ArrayList<>(before.subList(1, before.size()));
        after.add(StrategySpec.of("new", "rule", SECOND, Map.of("long", "close > close[1]", "short", "close < close[1]")));
        final EngineConfig first = config("experts: {algorithm: fixed_share, round: 2s}", before);
        final EngineConfig second = config("experts: {algorithm: fixed_share, round: 2s}", after);
        final long[] changedAt = {0};
        final RecordedSession session = new RecordedSession(first, sha256 -> second);
        session.play(RecordedSession.first(2 * EVENTS, market(SEED)), SEED, engine -> timeNs -> {
            if (changedAt[0] == 0 && session.inputs().size() > EVENTS) {
                changedAt[0] = session.inputs().size() + 1;
                new SessionMessages(engine).reconfigured(timeNs, timeNs, "second", "test", "test");
            }
        });

        final Map<String, Account> last = new TreeMap<>();
        final List<String> goneOn = new ArrayList<>();
        for (final UnsafeBuffer output : session.outputs()) {
            if (RecordedSession.templateId(output) == VirtualTradesDecoder.TEMPLATE_ID) {
                for (final Account account : accounts(output, output.getLong(MessageHeaderDecoder.ENCODED_LENGTH) <= changedAt[0] ? before : after)) {
                    final Account previous = last.put(account.id, account);
                    goesOn(previous == null ? new Account(account.id, 0, 0, 0, 0, 0, 0, 0) : previous, account);
                    if (previous != null && previous.sequence < changedAt[0] && account.sequence > changedAt[0]) {
                        goneOn.add(account.id);
                    }
                }
            }
        }
        assertEquals(
            before.stream().skip(1).map(StrategySpec::id).toList(), goneOn.stream().sorted().toList(), "seed=" + SEED + ": traded before and after the change");
        assertTrue(last.get("new").trades > 1, "the new strategy trades");
        assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.COMPACT, 2));
        assertEquals(session.outputs(), session.replayed(TopologySettings.Mode.SPREAD, 3));
    }

    /** A virtual account after a trade at a price. */
    private record Account(String id, long sequence, long priceE8, int trades, long positionE8, long cashE8, long feesE8, long fundingE8) { }

    private static List<Account> accounts(final UnsafeBuffer output, final List<StrategySpec> strategies) {
        final VirtualTradesDecoder list = new VirtualTradesDecoder().wrapAndApplyHeader(output, 0, new MessageHeaderDecoder());
        final long sequence = list.causeSequence();
        final long sellPriceE8 = list.sellPriceE8();
        final long buyPriceE8 = list.buyPriceE8();
        final List<Account> all = new ArrayList<>();
        list.accounts().forEach(each -> all.add(new Account(
            strategies.get(each.strategyIndex()).id(), sequence, each.side() == Side.BUY ? buyPriceE8 : sellPriceE8, each.trades(),
            each.positionQtyE8(), each.cashE8(), each.feesE8(), each.fundingE8())));
        return all;
    }

    /** Count, fees and cash follow from those before, the funding included. */
    private static void goesOn(final Account before, final Account after) {
        final String label = "seed=" + SEED + " " + after;
        final long boughtE8 = after.positionE8 - before.positionE8;
        final long tradedE8 = Math.abs(before.positionE8) + Math.abs(after.positionE8);
        final long feesE8 = after.feesE8 - before.feesE8;
        final long fundingE8 = after.fundingE8 - before.fundingE8;
        assertEquals(before.trades + 1, after.trades, label);
        assertEquals(FixedPoint.multiplyHalfEven(FixedPoint.multiplyHalfEven(tradedE8, after.priceE8), INSTRUMENT.takerFeeE8()), feesE8, 1, label);
        assertEquals(before.cashE8 - FixedPoint.multiplyHalfEven(boughtE8, after.priceE8) - feesE8 + fundingE8, after.cashE8, label);
    }

    // ------------------------------------------------------------------ triggers

    @Test
    void shouldDecideOnceOnEveryEventOfTheMarket() {
        final RecordedSession session = play(config("trigger: event", strategies(new SplittableRandom(SEED), 6)), SEED);
        final Map<Long, DecisionTrigger> found = decisions(session);
        final Market market = new Market();
        final Map<Long, DecisionTrigger> expected = new TreeMap<>();
        for (int i = 0; i < session.inputs().size(); i++) {
            final UnsafeBuffer input = session.inputs().get(i);
            final boolean barCloses = market.hear(input);
            if (market.timeNs >= WARMUP_END && (barCloses || market.isMarket(input))) {
                expected.put(i + 1L, barCloses ? DecisionTrigger.BAR : DecisionTrigger.EVENT);
            }
        }
        assertEquals(expected, found, "seed=" + SEED);
        assertTrue(found.values().stream().filter(each -> each == DecisionTrigger.BAR).count() > 50, "seed=" + SEED);
    }

    @Test
    void shouldDecideWhenAClaimBecomesTrue() {
        long claims = 0;
        for (int i = 0; i < SESSIONS; i++) {
            final long seed = SEED + i;
            final RecordedSession session = play(config(CLAIMS, strategies(new SplittableRandom(seed), 6)), seed);
            final Market market = new Market();
            final Map<Long, DecisionTrigger> expected = new TreeMap<>();
            boolean wasAbove = true;
            boolean wasBelow = true;
            for (int k = 0; k < session.inputs().size(); k++) {
                final UnsafeBuffer input = session.inputs().get(k);
                final boolean barCloses = market.hear(input);
                boolean becomesTrue = false;
                if (market.isMarket(input)) {
                    final boolean isKnown = market.lastE8 > 0 && market.highsE8.size() == 5;
                    final boolean isAbove = !isKnown || market.lastE8 > market.highsE8.stream().mapToLong(Long::longValue).max().orElseThrow();
                    final boolean isBelow = !isKnown || market.lastE8 < market.lowsE8.stream().mapToLong(Long::longValue).min().orElseThrow();
                    becomesTrue = isAbove && !wasAbove || isBelow && !wasBelow;
                    wasAbove = isAbove;
                    wasBelow = isBelow;
                }
                if (market.timeNs >= WARMUP_END && (barCloses || becomesTrue)) {
                    expected.put(k + 1L, barCloses ? DecisionTrigger.BAR : DecisionTrigger.CLAIM);
                }
            }
            assertEquals(expected, decisions(session), "seed=" + seed);
            claims += expected.values().stream().filter(each -> each == DecisionTrigger.CLAIM).count();
        }
        assertTrue(claims > 20 * SESSIONS, "seed=" + SEED + ": " + claims + " claims became true");
    }

    /** By sequence of the cause; at most one for each. */
    private static Map<Long, DecisionTrigger> decisions(final RecordedSession session) {
        final Map<Long, DecisionTrigger> found = new TreeMap<>();
        for (final UnsafeBuffer output : session.outputs()) {
            if (RecordedSession.templateId(output) == DecisionDecoder.TEMPLATE_ID) {
                final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(output, 0, new MessageHeaderDecoder());
                assertEquals(null, found.put(decision.causeSequence(), decision.trigger()), "two decisions on one event");
            }
        }
        return found;
    }

    /** The last trade, and the bars of one, two and three seconds that trades make; a bar closes with the first event that is not in it. */
    private static final class Market {

        private final long[] endsNs = new long[3];
        private final Deque<Long> highsE8 = new ArrayDeque<>();
        private final Deque<Long> lowsE8 = new ArrayDeque<>();
        private long timeNs;
        private long lastE8;
        private long highE8;
        private long lowE8;

        /** Whether a bar closes. */
        private boolean hear(final UnsafeBuffer input) {
            timeNs = InputMessage.timeNs(input, 0);
            boolean closes = false;
            for (int i = 0; i < endsNs.length; i++) {
                if (endsNs[i] != 0 && timeNs >= endsNs[i]) {
                    closes = true;
                    endsNs[i] = 0;
                    if (i == 0) {
                        keep(highsE8, highE8);
                        keep(lowsE8, lowE8);
                    }
                }
            }
            if (InputMessage.templateId(input, 0) == TradeDecoder.TEMPLATE_ID) {
                lastE8 = new TradeDecoder().wrapAndApplyHeader(input, 0, new MessageHeaderDecoder()).priceE8();
                highE8 = endsNs[0] == 0 ? lastE8 : Math.max(highE8, lastE8);
                lowE8 = endsNs[0] == 0 ? lastE8 : Math.min(lowE8, lastE8);
                for (int i = 0; i < endsNs.length; i++) {
                    final long lengthNs = (i + 1) * SECOND;
                    endsNs[i] = timeNs / lengthNs * lengthNs + lengthNs;
                }
            }
            return closes;
        }

        private static void keep(final Deque<Long> five, final long value) {
            five.add(value);
            if (five.size() > 5) {
                five.remove();
            }
        }

        private boolean isMarket(final UnsafeBuffer input) {
            return MARKET.contains(InputMessage.templateId(input, 0));
        }
    }

    // ------------------------------------------------------------------ sessions

    private static RecordedSession play(final EngineConfig config, final long seed) {
        return new RecordedSession(config).play(RecordedSession.first(EVENTS, market(seed)), seed, engine -> Interjections.NONE);
    }

    private static RandomMarket market(final long seed) {
        return new RandomMarket(INSTRUMENT, 0, 200 * FixedPoint.ONE, START, seed);
    }

    private static long count(final RecordedSession session, final int templateId) {
        return session.outputs().stream().filter(each -> RecordedSession.templateId(each) == templateId).count();
    }

    /** On bars of one to three seconds, each length at least once; some mark only a crossing and hold, some grade. */
    private static List<StrategySpec> strategies(final SplittableRandom random, final int count) {
        final List<StrategySpec> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final boolean follows = random.nextBoolean();
            final boolean crosses = random.nextBoolean();
            final String up = crosses ? "close crosses above sma(4)" : "close > sma(3)";
            final String down = crosses ? "close crosses below sma(4)" : "close < sma(3)";
            final Map<String, String> rule = new TreeMap<>(Map.of("long", follows ? up : down, "short", follows ? down : up));
            if (random.nextInt(3) == 0) {
                rule.put("strength", "min(1, 0.2 + abs(close - close[1]))");
                rule.put("long_stop", "lowest(low, 3) - 1");
            }
            all.add(StrategySpec.of("s" + i, "rule", (1 + i % 3) * SECOND, rule));
        }
        return all;
    }

    private static EngineConfig config(final String policy, final List<StrategySpec> strategies) {
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 100000, warmup: 10s, tick: 1s}"), List.of(INSTRUMENT), strategies,
            RecordedSession.bind(PolicySettings.class, "{type: experts, maxAge: 10s, " + policy + "}"),
            RecordedSession.bind(ExecutionSettings.class, "{style: aggressive}"),
            RecordedSession.bind(RiskLimits.class, "{maxOrderQty: 200, maxPosition: 300}"));
    }
}
