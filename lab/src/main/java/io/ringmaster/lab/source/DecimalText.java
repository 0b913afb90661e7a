package io.ringmaster.lab.source;

import io.ringmaster.units.FixedPoint;
import java.nio.charset.StandardCharsets;

/** Decimal numbers in bytes to 1e-8 fixed point, without a string where it can be avoided. */
final class DecimalText {

    private static final int SCALE = 8;
    private static final int DIGITS_THAT_FIT = 18;

    private DecimalText() {
    }

    /**
     * A price or the like, exact.
     *
     * @throws NumberFormatException if it is no number, or has more than 8 decimal places
     */
    static long exactE8(final byte[] bytes, final int from, final int to) {
        final long quick = quickE8(bytes, from, to);
        return quick >= 0 ? quick : FixedPoint.parse(text(bytes, from, to));
    }

    /**
     * A volume: some sources write sums of binary fractions, whose digits beyond the eighth place are noise and are rounded half-even.
     *
     * @throws NumberFormatException if it is no number
     */
    static long roundedE8(final byte[] bytes, final int from, final int to) {
        final long quick = quickE8(bytes, from, to);
        return quick >= 0 ? quick : FixedPoint.parseHalfEven(text(bytes, from, to));
    }

    /** Plain unsigned decimals of at most 18 digits and 8 places; -1 for everything else. */
    private static long quickE8(final byte[] bytes, final int from, final int to) {
        if (to <= from || to - from > DIGITS_THAT_FIT) {
            return -1;
        }
        long value = 0;
        int places = -1;
        for (int i = from; i < to; i++) {
            final byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                value = value * 10 + b - '0';
                places += places >= 0 ? 1 : 0;
            } else if (b == '.' && places < 0 && i + 1 < to) {
                places = 0;
            } else {
                return -1;
            }
        }
        final int missing = SCALE - Math.max(0, places);
        if (missing < 0) {
            return -1;
        }
        final long scale = POWERS[missing];
        return value > Long.MAX_VALUE / scale ? -1 : value * scale;
    }

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    static String text(final byte[] bytes, final int from, final int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
