package io.ringmaster.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedPointTest {

    private static final long SEED = Long.getLong("seed", 20261121L);
    private static final int TIMES = Integer.getInteger("times", 1);

    @Test
    void shouldAgreeWithBigIntegerForAnyProductAndQuotient() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 100_000 * TIMES; i++) {
            final long a = draw(random);
            final long b = draw(random);
            final long c = draw(random);
            if (c != 0) {
                final BigDecimal exact = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
                final String label = "seed=" + SEED + " a=" + a + " b=" + b + " c=" + c;
                check(label, exact, c, RoundingMode.FLOOR, () -> FixedPoint.multiplyDivideFloor(a, b, c));
                check(label, exact, c, RoundingMode.HALF_EVEN, () -> FixedPoint.multiplyDivideHalfEven(a, b, c));
            }
        }
    }

    /** Whole and half multiples of 1e8 among them, and products around the largest that fits. */
    @Test
    void shouldAgreeWithBigIntegerForAnyProductOfTwo() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 250_000 * TIMES; i++) {
            final long a = i % 4 == 0 ? FixedPoint.ONE / 2 * (draw(random) % 1_000_000) : draw(random);
            final long b = i % 8 == 0 ? 1 + 2 * random.nextInt(5) : i % 16 == 1 && a != 0 ? limit(random, a) : draw(random);
            final BigDecimal exact = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
            check("seed=" + SEED + " a=" + a + " b=" + b, exact, FixedPoint.ONE, RoundingMode.HALF_EVEN, () -> FixedPoint.multiplyHalfEven(a, b));
            check("seed=" + SEED + " a=" + a + " b=" + b, exact, FixedPoint.ONE, RoundingMode.HALF_EVEN, () -> Steps.multiply(a, b));
        }
    }

    /** Prices on ticks of 0.01 and quantities in lots of 0.0001 and 0.000001: the product is a multiple of 1e8. The last ones overflow. */
    @Test
    void shouldMultiplyStepsExactly() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            final long priceE8 = 1_000_000 * (random.nextLong() >> 25 + random.nextInt(38));
            final long qtyE8 = (i % 2 == 0 ? 10_000 : 100) * (random.nextLong() >> 16 + random.nextInt(47));
            final BigDecimal exact = new BigDecimal(BigInteger.valueOf(priceE8).multiply(BigInteger.valueOf(qtyE8)));
            final String label = "seed=" + SEED + " price=" + priceE8 + " qty=" + qtyE8;
            check(label, exact, FixedPoint.ONE, RoundingMode.UNNECESSARY, () -> Steps.multiply(qtyE8, priceE8));
        }
    }

    /** The largest and the smallest result that fits, or a few units beside it. */
    private static long limit(final Random random, final long a) {
        final BigInteger result = BigInteger.valueOf(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
        final BigInteger b = result.multiply(BigInteger.valueOf(FixedPoint.ONE)).divide(BigInteger.valueOf(a)).add(BigInteger.valueOf(random.nextInt(5) - 2));
        return b.bitLength() < Long.SIZE ? b.longValue() : Long.MIN_VALUE;
    }

    @Test
    void shouldRoundInTheDirectionItsNameSays() {
        assertEquals(-1, FixedPoint.multiplyFloor(-1, 1));
        assertEquals(0, FixedPoint.multiplyCeil(-1, 1));
        assertEquals(1, FixedPoint.multiplyCeil(1, 1));
        assertEquals(2, FixedPoint.multiplyDivideHalfEven(5, 1, 2));
        assertEquals(4, FixedPoint.multiplyDivideHalfEven(7, 1, 2));
        assertEquals(-2, FixedPoint.multiplyDivideHalfEven(-5, 1, 2));
        assertEquals(-130, FixedPoint.toStepFloor(-121, 10));
        assertEquals(-120, FixedPoint.toStepCeil(-121, 10));
        assertEquals(-120, FixedPoint.toStepTowardsZero(-121, 10));
    }

    @Test
    void shouldGiveIndicatorsExactlyWhatADivisionGives() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 1_000_000 * TIMES; i++) {
            final long value = i < 500_000 ? i : draw(random);
            assertEquals(value / 1e8, FixedPoint.toDouble(value), () -> "seed=" + SEED + " value=" + value);
        }
    }

    @Test
    void shouldReadAndWriteDecimalsExactly() {
        assertEquals(6_180_010_000_000L, FixedPoint.parse("61800.1"));
        assertEquals(1, FixedPoint.parse("0.00000001"));
        assertEquals(-150_000_000, FixedPoint.parse("-1.5"));
        assertEquals(123_000_000_000L, FixedPoint.parse("1.23e3"));
        assertEquals(Long.MAX_VALUE, FixedPoint.parse("92233720368.54775807"));
        assertEquals("61800.1", FixedPoint.format(6_180_010_000_000L));
        assertEquals("1000", FixedPoint.format(1000 * FixedPoint.ONE));
        assertEquals("0", FixedPoint.format(0));
    }

    @Test
    void shouldReadBackWhatItWrites() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            final long value = draw(random);
            assertEquals(value, FixedPoint.parse(FixedPoint.format(value)), "seed=" + SEED + " value=" + value);
        }
    }

    @Test
    void shouldRoundWhatHasMoreDigitsThanMeanAnything() {
        assertEquals(2_197_968_641_535L, FixedPoint.parseHalfEven("21979.68641534714"));
        assertEquals(-1, FixedPoint.parseHalfEven("-6.2604214e-9"));
        assertEquals(0, FixedPoint.parseHalfEven("-6.2604214e-11"));
        assertEquals(2, FixedPoint.parseHalfEven("0.000000015"));
        assertEquals(2, FixedPoint.parseHalfEven("0.000000025"));
        assertEquals(3, FixedPoint.parseHalfEven("0.00000002500000000000000000001"));
        for (final String text : new String[] {"", "-", ".", "NaN", "1e400", "1e-", "--1", "92233720368.54775808"}) {
            assertThrows(NumberFormatException.class, () -> FixedPoint.parseHalfEven(text), text);
        }
    }

    @Test
    void shouldRoundAsBigDecimalDoes() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            final String text = randomDecimal(random);
            final long expected = new BigDecimal(text).setScale(8, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
            assertEquals(expected, FixedPoint.parseHalfEven(text), "seed=" + SEED + " text=" + text);
        }
    }

    private static String randomDecimal(final Random random) {
        final StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "").append(random.nextInt(100_000));
        final int places = random.nextInt(24);
        for (int i = 0; i < places; i++) {
            text.append(i == 0 ? "." : "").append(random.nextInt(3) == 0 ? "5" : random.nextInt(3) == 0 ? "0" : random.nextInt(10) + "");
        }
        return text.append(random.nextInt(4) == 0 ? "e-" + random.nextInt(30) : "").toString();
    }

    @Test
    void shouldRefuseWhatIsNoExactNumber() {
        for (final String text : new String[] {"", "-", ".", "abc", "NaN", "Infinity", "1e400", "0.000000001", "92233720368.54775808", "1e999999999",
            "1e-999999999", "١٠٠", "0x10", "1,5", "1_000", " 1"}) {
            assertThrows(NumberFormatException.class, () -> FixedPoint.parse(text), text);
        }
        assertThrows(ArithmeticException.class, () -> FixedPoint.fromDoubleHalfEven(Double.NaN));
        assertThrows(ArithmeticException.class, () -> FixedPoint.fromDoubleHalfEven(1e300));
    }

    private static long draw(final Random random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static void check(
        final String label, final BigDecimal product, final long divisor, final RoundingMode mode,
        final java.util.function.LongSupplier actual) {
        final BigInteger expected = product.divide(BigDecimal.valueOf(divisor), 0, mode).toBigInteger();
        if (expected.bitLength() < Long.SIZE) {
            assertEquals(expected.longValue(), actual.getAsLong(), label);
        } else {
            assertThrows(ArithmeticException.class, actual::getAsLong, label);
        }
    }
}
