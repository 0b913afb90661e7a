package io.ringmaster.pipeline.core.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final long SEED = Long.getLong("seed", 20261121);
    private static final InstrumentDefinition A = InstrumentDefinition.perpetual("A", FixedPoint.ONE / 10);
    private static final InstrumentDefinition B = InstrumentDefinition.perpetual("B", FixedPoint.ONE);

    /** Bought 2 at 100 and 1 at 130, sold 1.5 at 120 and 3 at 90, all fees 1: worked out by hand. */
    @Test
    void shouldCountAverageEntryRealisedAndUnrealised() {
        final Ledger ledger = new Ledger(List.of(B), e8("1000"));
        ledger.onFill(0, Side.BUY, e8("2"), e8("100"), e8("1"));
        ledger.onFill(0, Side.BUY, e8("1"), e8("130"), e8("1"));
        assertEquals(e8("110"), ledger.averageEntryPriceE8(0));

        assertEquals(e8("15"), ledger.onFill(0, Side.SELL, e8("1.5"), e8("120"), e8("1")));
        ledger.onMark(0, e8("150"));
        assertEquals(e8("1.5"), ledger.positionE8(0));
        assertEquals(e8("60"), ledger.unrealisedPnlE8());
        assertEquals(e8("1072"), ledger.equityE8());

        // Through zero: 1.5 closed at a loss of 20 each, 1.5 opened short at 90.
        assertEquals(e8("-30"), ledger.onFill(0, Side.SELL, e8("3"), e8("90"), e8("1")));
        assertEquals(e8("-1.5"), ledger.positionE8(0));
        assertEquals(e8("90"), ledger.averageEntryPriceE8(0));
        ledger.onMark(0, e8("80"));
        assertEquals(e8("15"), ledger.unrealisedPnlE8());
        assertEquals(e8("981"), ledger.cashE8());
        assertEquals(e8("996"), ledger.equityE8());
        assertEquals(e8("1072"), ledger.highestEquityE8());
    }

    /**
     * 0.0001 at 10000 and 0.0002 at 10001 cost 1 + 2.0002 = 3.0002. A third of that is 1.000066666..., and the average price is 10000.666...: both
     * lie nearer to the unit above.
     */
    @Test
    void shouldRoundTheCostOfAPartAndTheAveragePriceToTheNearestUnit() {
        final Ledger ledger = new Ledger(List.of(B), e8("1000"));
        ledger.onFill(0, Side.BUY, e8("0.0001"), e8("10000"), 0);
        ledger.onFill(0, Side.BUY, e8("0.0002"), e8("10001"), 0);
        assertEquals(e8("10000.66666667"), ledger.averageEntryPriceE8(0));

        assertEquals(e8("1") - e8("1.00006667"), ledger.onFill(0, Side.SELL, e8("0.0001"), e8("10000"), 0));
        assertEquals(e8("2.00013333"), ledger.costE8(0));
    }

    /** 0.0001 at a mark of 10000.00006 are worth 1.000000006. */
    @Test
    void shouldRoundTheValueAtTheMarkToTheNearestUnit() {
        final Ledger ledger = new Ledger(List.of(B), e8("1000"));
        ledger.onFill(0, Side.BUY, e8("0.0001"), e8("10000"), 0);
        ledger.onMark(0, e8("10000.00006"));
        assertEquals(1, ledger.unrealisedPnlE8());
    }

    /** 2 of A bought at 100 and 1 of B sold at 50; A is at 110 and B at 45: 1000 + 20 + 5. At a mark of 90 for A it is 1000 - 20 + 5. */
    @Test
    void shouldSayTheEquityAtAnotherMarkAndChangeNothing() {
        final Ledger ledger = new Ledger(List.of(A, B), e8("1000"));
        ledger.onMark(1, e8("45"));
        assertEquals(e8("1000"), ledger.equityAtE8(0, e8("90")), "nothing is held");
        ledger.onFill(0, Side.BUY, e8("2"), e8("100"), 0);
        ledger.onFill(1, Side.SELL, e8("1"), e8("50"), 0);
        ledger.onMark(0, e8("110"));

        assertEquals(e8("985"), ledger.equityAtE8(0, e8("90")));
        assertEquals(e8("1022"), ledger.equityAtE8(1, e8("48")));
        assertEquals(e8("1005"), ledger.equityAtE8(0, 0), "without a mark a position is worth what it cost");
        assertEquals(e8("1025"), ledger.equityE8());
        assertEquals(e8("1025"), ledger.highestEquityE8());
    }

    /** Before there is a mark, a position is worth what it cost. */
    @Test
    void shouldCountNoProfitBeforeThereIsAMark() {
        final Ledger ledger = new Ledger(List.of(B), e8("1000"));
        ledger.onFill(0, Side.SELL, e8("2"), e8("100"), e8("1"));
        assertEquals(0, ledger.unrealisedPnlE8());
        assertEquals(e8("999"), ledger.equityE8());
    }

    @Test
    void shouldAddUpLongAndShortInTheGrossNotional() {
        final Ledger ledger = new Ledger(List.of(A, B), e8("1000"));
        ledger.onFill(0, Side.BUY, e8("2"), e8("100"), 0);
        ledger.onFill(1, Side.SELL, e8("1"), e8("100"), 0);
        ledger.onMark(0, e8("110"));
        ledger.onMark(1, e8("90"));
        assertEquals(e8("310"), ledger.grossNotionalE8());
    }

    @Test
    void shouldCountFundingInTheHighestEquity() {
        final Ledger ledger = new Ledger(List.of(B), e8("1000"));
        ledger.onFunding(e8("5"));
        ledger.onFunding(e8("-7"));
        assertEquals(e8("998"), ledger.equityE8());
        assertEquals(e8("1005"), ledger.highestEquityE8());
    }

    @Test
    void shouldStartTheLossOfANewDayAtItsFirstEquity() {
        final long dayNs = 86_400_000_000_000L;
        final Ledger ledger = new Ledger(List.of(B), e8("1000"));
        ledger.onTime(10 * dayNs + 5);
        ledger.onFunding(e8("-40"));
        assertEquals(e8("1000"), ledger.dayStartEquityE8());
        ledger.onTime(11 * dayNs - 1);
        assertEquals(e8("1000"), ledger.dayStartEquityE8());
        ledger.onTime(11 * dayNs);
        assertEquals(e8("960"), ledger.dayStartEquityE8());
    }

    @Test
    void shouldCountAFillOnceHoweverOftenItIsReported() {
        final ExecutionIds ids = new ExecutionIds();
        final Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            final long high = random.nextLong();
            final long low = random.nextInt(3);
            assertTrue(ids.add(high, low), "seed=" + SEED + " i=" + i);
            assertFalse(ids.add(high, low), "seed=" + SEED + " i=" + i);
        }
        assertEquals(20_000, ids.size());
    }

    @Test
    void shouldRefuseStepsThatDoNotMultiplyToWholeUnits() {
        final InstrumentDefinition tooFine = new InstrumentDefinition(
            "X", new InstrumentDefinition.Steps(1, 1, 1), e8("1"), new InstrumentDefinition.Fees(0, 0), 0, List.of());
        assertEquals(
            "tick times lot of X must be a multiple of 0.00000001: tick=0.00000001 lot=0.00000001",
            assertThrows(IllegalArgumentException.class, () -> new Ledger(List.of(tooFine), 0)).getMessage());
    }

    /** Position = sum of fills, and equity = initial + signed notionals + position at mark - fees + funding, always to the last unit. */
    @Test
    void shouldKeepEveryUnitOverRandomFills() {
        for (int sequence = 0; sequence < 1_000; sequence++) {
            final String label = "seed=" + (SEED + sequence);
            final Random random = new Random(SEED + sequence);
            final Ledger ledger = new Ledger(List.of(A, B), e8("5000"));
            final BigDecimal[] position = {BigDecimal.ZERO, BigDecimal.ZERO};
            final BigDecimal[] mark = {new BigDecimal("60000"), new BigDecimal("60000")};
            BigDecimal flows = new BigDecimal("5000");
            ledger.onMark(0, e8("60000"));
            ledger.onMark(1, e8("60000"));
            for (int i = 0; i < 120; i++) {
                final int id = random.nextInt(2);
                final int what = random.nextInt(10);
                if (what < 6) {
                    final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                    // Now and then exactly what closes the position.
                    final long held = Math.abs(ledger.positionE8(id));
                    final long qtyE8 = held > 0 && random.nextInt(4) == 0 ? held : (1 + random.nextInt(50_000)) * 10_000L;
                    final long priceE8 = (590_000 + random.nextInt(20_000)) * (id == 0 ? FixedPoint.ONE / 10 : FixedPoint.ONE);
                    final long feeE8 = random.nextInt(100_000_000);
                    ledger.onFill(id, side, qtyE8, priceE8, feeE8);
                    final BigDecimal signed = decimal(side == Side.BUY ? qtyE8 : -qtyE8);
                    position[id] = position[id].add(signed);
                    flows = flows.subtract(signed.multiply(decimal(priceE8))).subtract(decimal(feeE8));
                } else if (what < 9) {
                    final long markE8 = (580_000 + random.nextInt(40_000)) * (FixedPoint.ONE / 10) + random.nextInt(1_000);
                    ledger.onMark(id, markE8);
                    mark[id] = decimal(markE8);
                } else {
                    final long amountE8 = random.nextInt(200_000_000) - 100_000_000;
                    ledger.onFunding(amountE8);
                    flows = flows.add(decimal(amountE8));
                }
                BigDecimal equity = flows;
                for (int k = 0; k < 2; k++) {
                    assertEquals(0, position[k].compareTo(decimal(ledger.positionE8(k))), label + " step " + i);
                    equity = equity.add(position[k].multiply(mark[k]).setScale(8, RoundingMode.HALF_EVEN));
                }
                assertEquals(0, equity.compareTo(decimal(ledger.equityE8())), label + " step " + i + ": " + equity);
                assertEquals(ledger.equityE8(), ledger.cashE8() + ledger.unrealisedPnlE8(), label);
            }
        }
    }

    private static BigDecimal decimal(final long valueE8) {
        return BigDecimal.valueOf(valueE8, 8);
    }

    private static long e8(final String text) {
        return FixedPoint.parse(text);
    }
}
