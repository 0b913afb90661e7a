package io.ringmaster.lab.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.contract.ObservationSettings;
import io.ringmaster.inference.contract.ObservationSettings.MissingValues;
import io.ringmaster.lab.source.BinanceL2Source;
import io.ringmaster.pipeline.core.observation.ObservationSources;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TradeEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The thirty features against their definitions over everything that was said. */
class Micro30Test {

    private static final long SEED = Long.getLong("seed", 20261130);
    private static final long E8 = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final int BARS = 1_600 * Integer.getInteger("times", 1);

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private ObservationContract contract;
    private ObservationSources sources;
    private Micro30Oracle oracle;
    private int[] compared;
    private int closed;

    private void begin(final long timeframeNs) {
        contract = new ObservationSettings(List.of("micro30"), List.of(), List.of(), timeframeNs, MissingValues.MASK)
            .contract("x", DecidesOn.BAR, List.of());
        sources = new ObservationSources(contract, 1, id -> true, new FakeState(0).state(), id -> -1);
        oracle = new Micro30Oracle(timeframeNs);
        compared = new int[contract.features().size()];
    }

    private void take(final int templateId, final long timeNs, final String label) {
        final boolean closes = oracle.onTime(timeNs);
        sources.onInput(buffer, templateId, timeNs);
        if (closes) {
            compare(timeNs, label);
        }
        oracle.onMessage(buffer, templateId);
    }

    private void compare(final long timeNs, final String label) {
        closed++;
        final float[] out = new float[sources.length()];
        sources.encode(0, timeNs, true, out);
        for (int i = 0; i < compared.length; i++) {
            final boolean isMissing = out[2 * i + 1] == 1;
            final String name = contract.features().get(i).name();
            final boolean isUndecided = "micro30.large_share".equals(name) && oracle.isUndecided();
            if (!isMissing && !isUndecided) {
                compared[i]++;
                final double expected = oracle.expected[i];
                // The deviation of equal trades is the root of a difference of totals.
                final double least = "micro30.trade_dispersion".equals(name) ? 1 : 0.01;
                assertEquals(expected, out[2 * i], 2e-5 * Math.max(least, Math.abs(expected)), name + " of bar " + closed + " " + label);
            }
        }
    }

    @Test
    void shouldEqualTheirDefinitionsOnARecordedBook() throws IOException {
        begin(SECOND);
        try (InputStream in = Files.newInputStream(SharedData.file("l2/binance_usdm_btcusdt_20240808.jsonl.gz"));
             BinanceL2Source source = new BinanceL2Source("usdm", in, "", 0)) {
            while (source.next(buffer) > 0) {
                take(InputMessage.templateId(buffer, 0), InputMessage.timeNs(buffer, 0), "");
            }
        }
        assertTrue(closed > 250, "only " + closed + " bars");
        for (int i = 0; i < compared.length; i++) {
            final String name = contract.features().get(i).name();
            // A window of 1,440 bars is longer than the recording; the other test fills it.
            final boolean isLong = "micro30.volume".equals(name) || "micro30.depth".equals(name);
            assertTrue(isLong ? compared[i] == 0 : compared[i] > 50, name + " was compared on " + compared[i] + " of " + closed + " bars");
        }
    }

    @Test
    void shouldEqualTheirDefinitionsOnARandomMarket() {
        begin(MINUTE);
        final Random random = new Random(SEED);
        long timeNs = 1_000_000 * MINUTE;
        long sequence = 1;
        snapshot(timeNs, sequence);
        take(BookSnapshotEncoder.TEMPLATE_ID, timeNs, "");
        while (closed < BARS) {
            timeNs += (long) (random.nextDouble() * 12 * SECOND);
            if (random.nextInt(2) == 0) {
                final long qty = (1 + random.nextInt(1_000)) * E8 / 100 * (random.nextInt(15) == 0 ? 20 : 1);
                new TradeEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs)
                    .priceE8((9_995 + random.nextInt(10)) * E8 / 10).qtyE8(qty).instrumentId(0)
                    .aggressorSide(random.nextBoolean() ? Side.BUY : Side.SELL);
                take(TradeEncoder.TEMPLATE_ID, timeNs, "seed=" + SEED);
            } else {
                delta(timeNs, sequence, sequence + 1, random);
                sequence++;
                take(BookDeltaEncoder.TEMPLATE_ID, timeNs, "seed=" + SEED);
            }
        }
        for (int i = 0; i < compared.length; i++) {
            assertTrue(compared[i] > 100, contract.features().get(i).name() + " was compared on " + compared[i] + " of " + closed + " bars");
        }
    }

    /** Twenty levels on both sides of 1,000, a tenth apart. */
    private void snapshot(final long timeNs, final long sequence) {
        final BookSnapshotEncoder message = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).bookSequence(sequence).instrumentId(0).part().clear().first(true).last(true);
        final BookSnapshotEncoder.BidsEncoder bids = message.bidsCount(20);
        for (int i = 0; i < 20; i++) {
            bids.next().priceE8((9_999 - i) * E8 / 10).qtyE8((3 + i) * E8);
        }
        final BookSnapshotEncoder.AsksEncoder asks = message.asksCount(20);
        for (int i = 0; i < 20; i++) {
            asks.next().priceE8((10_001 + i) * E8 / 10).qtyE8((4 + i) * E8);
        }
    }

    /** The best levels come and go, further ones change; the sides never meet. */
    private void delta(final long timeNs, final long before, final long sequence, final Random random) {
        final BookDeltaEncoder message = new BookDeltaEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).previousBookSequence(before).bookSequence(sequence).instrumentId(0).part().clear().first(true).last(true);
        final int rank = random.nextInt(20);
        message.bidsCount(1).next().priceE8((9_999 - rank) * E8 / 10).qtyE8(quantity(rank, random));
        final int other = random.nextInt(20);
        message.asksCount(1).next().priceE8((10_001 + other) * E8 / 10).qtyE8(quantity(other, random));
    }

    private static long quantity(final int rank, final Random random) {
        return rank < 5 && random.nextInt(3) == 0 ? 0 : (1 + random.nextInt(900)) * E8 / 50;
    }

    /** A feature of the forming bar would differ between two events of the same minute. */
    @Test
    void shouldNotSeeTheFormingBar() {
        begin(MINUTE);
        final float[] before = new float[sources.length()];
        final float[] after = new float[sources.length()];
        for (int i = 0; i < 40; i++) {
            trade((1_000_000 + i) * MINUTE, 1_000 + i % 7);
        }
        sources.encode(0, 1_000_039 * MINUTE, true, before);
        trade(1_000_039 * MINUTE + SECOND, 5_000);
        sources.encode(0, 1_000_039 * MINUTE + SECOND, true, after);
        assertEquals(List.of(before[0], before[6]), List.of(after[0], after[6]));
        trade(1_000_040 * MINUTE, 5_000);
        sources.encode(0, 1_000_040 * MINUTE, true, after);
        assertFalse(before[6] == after[6]);
    }

    private void trade(final long timeNs, final long price) {
        new TradeEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).priceE8(price * E8).qtyE8(E8).instrumentId(0)
            .aggressorSide(Side.BUY);
        sources.onInput(buffer, TradeEncoder.TEMPLATE_ID, timeNs);
    }
}
