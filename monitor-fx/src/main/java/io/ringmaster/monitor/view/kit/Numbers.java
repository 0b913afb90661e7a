package io.ringmaster.monitor.view.kit;

/**
 * Numbers as the screen shows them: thousands separators, fixed decimals, a true minus sign, and a dash where there is no value. Money, prices and
 * quantities are formatted from their fixed-point value, never through a {@code double}.
 */
public final class Numbers {

    /** Stands for a value that does not exist. */
    public static final String NONE = "–";

    /** As wide as the plus sign, unlike the hyphen. */
    public static final char MINUS = '\u2212';

    /** Stands behind a number of times, without a blank. */
    private static final char TIMES = '×';

    private static final int E8_DECIMALS = 8;
    private static final long[] POWERS = {1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L};
    private static final String[] UNITS = {"", "k", "M", "G", "T", "P", "E"};
    private static final int GROUP = 3;
    private static final long PERCENT = 100;
    private static final long MOST_SHARE = Long.MAX_VALUE / PERCENT;

    private Numbers() {
    }

    /** How many decimals a value on this step needs: 0.5 needs one, 1 needs none. */
    public static int decimals(final long stepE8) {
        if (stepE8 <= 0) {
            return E8_DECIMALS;
        }
        int decimals = E8_DECIMALS;
        long rest = stepE8;
        while (decimals > 0 && rest % 10 == 0) {
            rest /= 10;
            decimals--;
        }
        return decimals;
    }

    /** A price or quantity with the decimals of its tick or lot. */
    public static String onStep(final long valueE8, final long stepE8) {
        return fixed(valueE8, decimals(stepE8));
    }

    /** A quantity with a plus or a minus, with the decimals of its lot. */
    public static String signedOnStep(final long valueE8, final long stepE8) {
        return signed(valueE8, decimals(stepE8));
    }

    /** Money with cents. */
    public static String money(final long valueE8) {
        return fixed(valueE8, 2);
    }

    /** Money with cents and a plus or a minus, such as a profit. */
    public static String signedMoney(final long valueE8) {
        return signed(valueE8, 2);
    }

    /** A fixed-point value with all its decimals. */
    public static String exact(final long valueE8) {
        return fixed(valueE8, E8_DECIMALS);
    }

    /**
     * A fixed-point value, rounded half away from zero.
     *
     * @param valueE8  {@code Long.MIN_VALUE} stands for no value
     * @param decimals from 0 to 8
     */
    public static String fixed(final long valueE8, final int decimals) {
        if (valueE8 == Long.MIN_VALUE) {
            return NONE;
        }
        final long unit = POWERS[E8_DECIMALS - decimals];
        final long size = Math.abs(valueE8);
        final long rounded = size / unit + (size % unit * 2 >= unit && unit > 1 ? 1 : 0);
        final StringBuilder text = new StringBuilder(24);
        if (valueE8 < 0 && rounded != 0) {
            text.append(MINUS);
        }
        appendGrouped(text, rounded / POWERS[decimals]);
        if (decimals > 0) {
            final String fraction = Long.toString(rounded % POWERS[decimals]);
            text.append('.').repeat('0', decimals - fraction.length()).append(fraction);
        }
        return text.toString();
    }

    /** Like {@link #fixed}, with a plus before what is greater than zero. */
    public static String signed(final long valueE8, final int decimals) {
        final String text = fixed(valueE8, decimals);
        return valueE8 > 0 && !isZero(text) ? "+" + text : text;
    }

    /** Money with its currency, and without cents where there are none: {@code 500 USD}, {@code 12.66 USD}. */
    public static String usd(final long valueE8) {
        return valueE8 == Long.MIN_VALUE ? NONE : fixed(valueE8, valueE8 % POWERS[E8_DECIMALS] == 0 ? 0 : 2) + " USD";
    }

    /** A fee with cents; {@code <0.01} for one that is not zero and less than half a cent. */
    public static String fee(final long valueE8) {
        final String text = money(valueE8);
        return valueE8 != 0 && isZero(text) ? (valueE8 < 0 ? MINUS + "" : "") + "<0.01" : text;
    }

    /** How many times: {@code 3.00×}. */
    public static String times(final long valueE8) {
        return valueE8 == Long.MIN_VALUE ? NONE : fixed(valueE8, 2) + TIMES;
    }

    /** How many times, as a whole number: {@code 10×}. */
    public static String timesCount(final long times) {
        return count(times) + TIMES;
    }

    /** A count with thousands separators. */
    public static String count(final long count) {
        if (count == Long.MIN_VALUE) {
            return NONE;
        }
        final StringBuilder text = new StringBuilder(24);
        if (count < 0) {
            text.append(MINUS);
        }
        appendGrouped(text, Math.abs(count));
        return text.toString();
    }

    /** A count in at most five characters: 999, 1.2k, 34.5M. */
    public static String compact(final long count) {
        if (count == Long.MIN_VALUE) {
            return NONE;
        }
        long tenths = Math.abs(count);
        if (tenths < 1_000) {
            return count(count);
        }
        tenths = tenths / 1_000 > Long.MAX_VALUE / 10 ? Long.MAX_VALUE / 10 : tenths;
        int unit = 0;
        long divisor = 1;
        while (tenths / divisor >= 1_000) {
            divisor *= 1_000;
            unit++;
        }
        final long shown = tenths / (divisor / 10);
        return (count < 0 ? MINUS + "" : "") + (shown >= 1_000 ? shown / 10 + "" : shown / 10 + "." + shown % 10) + UNITS[unit];
    }

    /** A quantity with fewer decimals where it has too many characters, but never as 0 if it is not: {@code <0.01} then. */
    public static String brief(final long valueE8, final int decimals, final int mostCharacters) {
        int shown = decimals;
        String text = fixed(valueE8, shown);
        while (text.length() > mostCharacters && shown > 0) {
            text = fixed(valueE8, --shown);
        }
        if (valueE8 > 0 && isZero(text)) {
            return "<" + fixed(POWERS[E8_DECIMALS - shown], shown);
        }
        return text.length() > mostCharacters ? compact(valueE8 / POWERS[E8_DECIMALS]) : text;
    }

    /** A share in percent: {@code 100_000_000} is 100 %. One that does not fit is said to be beyond the largest that does. */
    public static String percent(final long shareE8, final int decimals) {
        return shareE8 == Long.MIN_VALUE ? NONE : beyond(shareE8) + fixed(hundredfold(shareE8), decimals) + " %";
    }

    private static String beyond(final long shareE8) {
        return shareE8 > MOST_SHARE ? "> " : shareE8 < -MOST_SHARE ? "< " : "";
    }

    private static long hundredfold(final long shareE8) {
        return Math.clamp(shareE8, -MOST_SHARE, MOST_SHARE) * PERCENT;
    }

    /** A share in percent with a plus or a minus. */
    public static String signedPercent(final long shareE8, final int decimals) {
        return shareE8 == Long.MIN_VALUE ? NONE : beyond(shareE8) + signed(hundredfold(shareE8), decimals) + " %";
    }

    /** What a part is of a whole, in percent; a dash where the whole is zero. */
    public static String percentOf(final long part, final long whole, final int decimals) {
        return whole == 0 || part == Long.MIN_VALUE || whole == Long.MIN_VALUE ? NONE : plain((double) part / whole * 100, decimals) + " %";
    }

    /** A number that is neither money nor a price, such as a strength or the value of an indicator. */
    public static String plain(final double value, final int decimals) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        final String text = String.format(java.util.Locale.ROOT, "%,." + decimals + "f", value);
        return text.startsWith("-") ? (isZero(text) ? text.substring(1) : MINUS + text.substring(1)) : text;
    }

    /** The text as other programs read it: no thousands separators, the minus of a keyboard, nothing for no value. */
    public static String machine(final String text) {
        if (text.equals(NONE)) {
            return "";
        }
        final boolean isNumber = text.chars().allMatch(each -> each >= '0' && each <= '9' || each == ',' || each == '.' || each == MINUS || each == '+');
        return isNumber ? text.replace(",", "").replace(MINUS, '-').replace("+", "") : text;
    }

    private static boolean isZero(final String text) {
        return text.chars().noneMatch(each -> each >= '1' && each <= '9');
    }

    private static void appendGrouped(final StringBuilder text, final long value) {
        final String digits = Long.toString(value);
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % GROUP == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
    }
}
