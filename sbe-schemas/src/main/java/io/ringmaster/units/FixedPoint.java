package io.ringmaster.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.LongStream;

/**
 * Arithmetic on {@code long} values scaled by 1e8. Products and quotients go through 128 bits; a result that does not fit throws
 * {@link ArithmeticException}. The rounding direction is in the name: {@code Floor} towards negative infinity, {@code Ceil} towards
 * positive infinity, {@code HalfEven} to the nearest, ties to even.
 *
 * <p>Stateless; any thread may call it. Only {@link #parse} and {@link #format} allocate.
 */
public final class FixedPoint {

    /** One, at scale 1e8. */
    public static final long ONE = 100_000_000L;

    private static final int SCALE = 8;
    private static final int MAX_DECIMAL_CHARS = 400;
    private static final int MAX_SCALE = 1_000;
    private static final long LOW_32_BITS = 0xFFFF_FFFFL;
    /** Powers of 10 by index, as long as twice the value fits. */
    private static final long[] POWERS_OF_10 = LongStream.iterate(1, power -> power * 10).limit(19).toArray();
    private static final int MAX_POWER = POWERS_OF_10.length - 1;
    private static final long LARGEST_BEFORE_A_DIGIT = POWERS_OF_10[MAX_POWER - 1];

    private FixedPoint() {
    }

    /** {@code a * b / 1e8}, rounded down: the product of two E8 values. */
    public static long multiplyFloor(final long a, final long b) {
        return multiplyDivideFloor(a, b, ONE);
    }

    /** {@code a * b / 1e8}, rounded up. */
    public static long multiplyCeil(final long a, final long b) {
        return Math.negateExact(multiplyDivideFloor(Math.negateExact(a), b, ONE));
    }

    /** {@code a * b / 1e8}, rounded to the nearest, ties to even. */
    public static long multiplyHalfEven(final long a, final long b) {
        final long product = a * b;
        if (Math.multiplyHigh(a, b) == product >> 63) {
            final long quotient = product / ONE;
            return quotient + roundingHalfEven(quotient, product - quotient * ONE);
        }
        return multiplyWideHalfEven(a, b);
    }

    /**
     * With a = a1 1e8 + a0 and b = b1 1e8 + b0, the quotient is a b1 + a1 b0 + a0 b0 / 1e8: terms of one sign that fit if their sum does. So it needs no
     * 128 bits and divides by constants only, which is several times faster.
     */
    private static long multiplyWideHalfEven(final long a, final long b) {
        final long wholeA = a / ONE;
        final long wholeB = b / ONE;
        final long fractionB = b - wholeB * ONE;
        final long last = (a - wholeA * ONE) * fractionB;
        final long rest = last / ONE;
        final long quotient = Math.addExact(Math.multiplyExact(a, wholeB), wholeA * fractionB + rest);
        return Math.addExact(quotient, roundingHalfEven(quotient, last - rest * ONE));
    }

    /** What rounding adds to a quotient: a value and not a branch, because no processor can predict it. */
    private static long roundingHalfEven(final long quotient, final long remainder) {
        final long twice = 2 * Math.abs(remainder);
        return twice > ONE | twice == ONE & (quotient & 1) != 0 ? Long.signum(remainder) : 0;
    }

    /** {@code a * 1e8 / b}, rounded down: the quotient of two E8 values. */
    public static long divideFloor(final long a, final long b) {
        return multiplyDivideFloor(a, ONE, b);
    }

    /** {@code a * 1e8 / b}, rounded to the nearest, ties to even. */
    public static long divideHalfEven(final long a, final long b) {
        return multiplyDivideHalfEven(a, ONE, b);
    }

    /**
     * {@code a * b / c} with a 128-bit product, rounded towards negative infinity.
     *
     * @throws ArithmeticException if {@code c} is 0 or the result does not fit a {@code long}
     */
    public static long multiplyDivideFloor(final long a, final long b, final long c) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high == low >> 63) {
            if (low == Long.MIN_VALUE && c == -1) {
                throw overflow(a, b, c);
            }
            return Math.floorDiv(low, c);
        }
        return divideWide(a, b, c, RoundingMode.FLOOR);
    }

    /**
     * {@code a * b / c} with a 128-bit product, rounded to the nearest, ties to even.
     *
     * @throws ArithmeticException if {@code c} is 0 or the result does not fit a {@code long}
     */
    public static long multiplyDivideHalfEven(final long a, final long b, final long c) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        if (high == low >> 63 && c > 0 && c < Long.MAX_VALUE / 2) {
            final long floor = Math.floorDiv(low, c);
            final long twice = 2 * (low - floor * c);
            return twice > c || (twice == c && (floor & 1) != 0) ? floor + 1 : floor;
        }
        return divideWide(a, b, c, RoundingMode.HALF_EVEN);
    }

    /** {@code value} lowered to a multiple of {@code step}. */
    public static long toStepFloor(final long value, final long step) {
        return Math.multiplyExact(Math.floorDiv(value, step), step);
    }

    /** {@code value} raised to a multiple of {@code step}. */
    public static long toStepCeil(final long value, final long step) {
        return Math.multiplyExact(Math.ceilDiv(value, step), step);
    }

    /** {@code value} shrunk towards zero to a multiple of {@code step}. */
    public static long toStepTowardsZero(final long value, final long step) {
        return value / step * step;
    }

    /** Whether {@code value} is a multiple of {@code step}. */
    public static boolean isOnStep(final long value, final long step) {
        return value % step == 0;
    }

    /**
     * Reads a decimal number exactly.
     *
     * @param text plain or scientific decimal, at most 8 decimal places that are not zero
     * @throws NumberFormatException if it is not a number, has more places, or does not fit
     */
    public static long parse(final CharSequence text) {
        final long quick = parsePlain(text);
        if (quick != Long.MIN_VALUE) {
            return quick;
        }
        try {
            return decimal(text).setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
        } catch (final ArithmeticException e) {
            throw (NumberFormatException) new NumberFormatException("not a number of at most 8 decimal places: " + text).initCause(e);
        } catch (final NumberFormatException e) {
            throw (NumberFormatException) new NumberFormatException("not a number: " + text).initCause(e);
        }
    }

    /**
     * Reads a decimal number with possibly more digits than are significant, such as a mark or a funding rate, rounded to the nearest 1e-8, ties
     * to even.
     *
     * @param text plain or scientific decimal
     * @throws NumberFormatException if it is not a number or does not fit
     */
    public static long parseHalfEven(final CharSequence text) {
        final long quick = parsePlain(text);
        if (quick != Long.MIN_VALUE) {
            return quick;
        }
        final long rounded = roundPlain(text);
        if (rounded != Long.MIN_VALUE) {
            return rounded;
        }
        try {
            return decimal(text).setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
        } catch (final ArithmeticException e) {
            throw (NumberFormatException) new NumberFormatException("does not fit: " + text).initCause(e);
        } catch (final NumberFormatException e) {
            throw (NumberFormatException) new NumberFormatException("not a number: " + text).initCause(e);
        }
    }

    /**
     * Accepts only numbers of reasonable length with the digits 0 to 9. {@link BigDecimal} also reads digits of other scripts, and would fill
     * the memory with the zeros of 1e999999999.
     */
    private static BigDecimal decimal(final CharSequence text) {
        if (text.length() > MAX_DECIMAL_CHARS || !text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
            throw new NumberFormatException("not a decimal number");
        }
        final BigDecimal value = new BigDecimal(text.toString());
        if (Math.abs((long) value.scale()) > MAX_SCALE) {
            throw new NumberFormatException("its exponent is out of range");
        }
        return value;
    }

    /** The shortest plain decimal text of an E8 value, such as {@code 61800.1}. */
    public static String format(final long valueE8) {
        final StringBuilder text = new StringBuilder(24);
        if (valueE8 < 0) {
            text.append('-');
        }
        text.append(Math.abs(valueE8 / ONE));
        long fraction = Math.abs(valueE8 % ONE);
        if (fraction != 0) {
            text.append('.');
        }
        for (long digit = ONE / 10; fraction > 0; digit /= 10) {
            text.append((char) ('0' + fraction / digit));
            fraction %= digit;
        }
        return text.toString();
    }

    /**
     * The exact result of a division by 1e8, but faster. For indicators and display only: never convert it back into money.
     *
     * <p>A quotient that is less than one unit in the last place off is made exact by one step with the remainder (P. Markstein, 1990, by way
     * of Muller et al., Handbook of Floating-Point Arithmetic). It is off by 0.69 at most, as the double next to 1e-8 is off by 0.19.
     */
    public static double toDouble(final long valueE8) {
        final double quotient = valueE8 * 1e-8;
        return Math.fma(Math.fma(-quotient, 1e8, valueE8), 1e-8, quotient);
    }

    /**
     * Converts an indicator's price to E8, rounded to the nearest: the only conversion from {@code double} to prices, for stops and targets.
     *
     * @throws ArithmeticException if it is not finite or does not fit
     */
    public static long fromDoubleHalfEven(final double value) {
        final double scaled = Math.rint(value * 1e8);
        if (!(Math.abs(scaled) < 9.2e18)) {
            throw new ArithmeticException("not a price: " + value);
        }
        return (long) scaled;
    }

    /** Parses up to 10 digits before and 8 after the point, without exponent; MIN_VALUE for any other form. */
    private static long parsePlain(final CharSequence text) {
        final int length = text.length();
        int index = 0;
        final boolean negative = length > 0 && text.charAt(0) == '-';
        if (negative) {
            index++;
        }
        final int first = index;
        long digits = 0;
        int places = -1;
        for (; index < length; index++) {
            final char c = text.charAt(index);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                if (places >= 0) {
                    places++;
                }
            } else if (c == '.' && places < 0 && index > first) {
                places = 0;
            } else {
                return Long.MIN_VALUE;
            }
        }
        final int count = index - first - (places >= 0 ? 1 : 0);
        if (count == 0 || count > 18 || places == 0 || places > SCALE || count - Math.max(places, 0) > 10) {
            return Long.MIN_VALUE;
        }
        for (int place = Math.max(places, 0); place < SCALE; place++) {
            digits *= 10;
        }
        return negative ? -digits : digits;
    }

    /** Parses up to 10 digits before and any number after the point, with an optional negative exponent; MIN_VALUE for any other form. */
    private static long roundPlain(final CharSequence text) {
        final int length = text.length();
        int index = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        final boolean negative = index == 1;
        long digits = 0;
        int count = 0;
        int places = 0;
        boolean isFraction = false;
        boolean isCut = false;
        for (; index < length && text.charAt(index) != 'e' && text.charAt(index) != 'E'; index++) {
            final char c = text.charAt(index);
            if (c == '.' && !isFraction && count > 0) {
                isFraction = true;
            } else if (c >= '0' && c <= '9') {
                if (digits < LARGEST_BEFORE_A_DIGIT) {
                    digits = digits * 10 + (c - '0');
                    places += isFraction ? 1 : 0;
                } else if (isFraction) {
                    isCut |= c != '0';
                } else {
                    return Long.MIN_VALUE;
                }
                count++;
            } else {
                return Long.MIN_VALUE;
            }
        }
        final int exponent = smallNegativeExponent(text, index);
        final int excess = places - SCALE - exponent;
        if (count == 0 || exponent > 0 || excess <= 0) {
            return Long.MIN_VALUE;
        }
        final long rounded = excess > MAX_POWER ? 0 : roundHalfEven(digits, POWERS_OF_10[excess], isCut);
        return negative ? -rounded : rounded;
    }

    /** Returns -7 for {@code e-7} at the index, 0 for the end of the text, and 1 for anything else, which is not handled here. */
    private static int smallNegativeExponent(final CharSequence text, final int from) {
        final int length = text.length();
        if (from == length) {
            return 0;
        }
        if (length - from < 3 || length - from > 4 || text.charAt(from + 1) != '-') {
            return 1;
        }
        int exponent = 0;
        for (int i = from + 2; i < length; i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 1;
            }
            exponent = exponent * 10 + (c - '0');
        }
        return -exponent;
    }

    /** @param isCut whether digits that are not zero follow the last of {@code value} */
    private static long roundHalfEven(final long value, final long divisor, final boolean isCut) {
        final long floor = value / divisor;
        final long twice = 2 * (value % divisor);
        return twice > divisor || twice == divisor && (isCut || (floor & 1) != 0) ? floor + 1 : floor;
    }

    private static long divideWide(final long a, final long b, final long c, final RoundingMode rounding) {
        if (c == 0) {
            throw new ArithmeticException("division by zero: " + a + " * " + b + " / 0");
        }
        final boolean negative = (a < 0) ^ (b < 0) ^ (c < 0);
        final long absA = Math.abs(a);
        final long absB = Math.abs(b);
        final long divisor = Math.abs(c);
        final long high = Math.unsignedMultiplyHigh(absA, absB);
        final long low = absA * absB;
        if (Long.compareUnsigned(high, divisor) >= 0) {
            throw overflow(a, b, c);
        }
        long quotient = divideUnsigned128(high, low, divisor);
        final long remainder = low - quotient * divisor;
        if (remainder != 0 && roundsAway(quotient, remainder, divisor, negative, rounding)) {
            quotient++;
        }
        if (quotient < 0 && !(negative && quotient == Long.MIN_VALUE)) {
            throw overflow(a, b, c);
        }
        return negative ? -quotient : quotient;
    }

    private static boolean roundsAway(
        final long quotient, final long remainder, final long divisor, final boolean negative, final RoundingMode rounding) {
        if (rounding == RoundingMode.FLOOR) {
            return negative;
        }
        final int half = Long.compareUnsigned(remainder, divisor - remainder);
        return half > 0 || (half == 0 && (quotient & 1) != 0);
    }

    /** Knuth's algorithm D for two 64-bit digits over one; {@code high < divisor}, all unsigned. Hacker's Delight, 9-4. */
    private static long divideUnsigned128(final long high, final long low, final long divisor) {
        if (high == 0) {
            return Long.divideUnsigned(low, divisor);
        }
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long d = divisor << shift;
        final long dHigh = d >>> 32;
        final long dLow = d & LOW_32_BITS;
        final long top = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        final long rest = low << shift;
        final long q1 = quotientDigit(top, rest >>> 32, dHigh, dLow);
        final long middle = (top << 32) + (rest >>> 32) - q1 * d;
        final long q0 = quotientDigit(middle, rest & LOW_32_BITS, dHigh, dLow);
        return (q1 << 32) + q0;
    }

    private static long quotientDigit(final long top, final long next, final long dHigh, final long dLow) {
        long q = Long.divideUnsigned(top, dHigh);
        long r = top - q * dHigh;
        while (q > LOW_32_BITS || Long.compareUnsigned(q * dLow, (r << 32) | next) > 0) {
            q--;
            r += dHigh;
            if (r > LOW_32_BITS) {
                break;
            }
        }
        return q;
    }

    private static ArithmeticException overflow(final long a, final long b, final long c) {
        return new ArithmeticException("overflow: " + a + " * " + b + " / " + c);
    }
}
