package io.ringmaster.gateway.parse;

import io.ringmaster.schema.Side;

/**
 * Tells which trades of one instrument are new. The venue numbers them, but may begin anew, leave numbers out, or write one that cannot be;
 * no number costs more than its own message. Numbers that go on are believed. A number that goes back is a trade heard before if it is one of
 * the last in every respect; otherwise the time of the trade decides, and if that goes back as well, the numbers that follow. One thread;
 * allocates nothing.
 *
 * <p>Times are the venue's, in any unit.
 */
final class TradeNumbers {

    private static final int KEPT = 64;

    private final long[] numbers = new long[KEPT];
    private final long[] times = new long[KEPT];
    private final long[] pricesE8 = new long[KEPT];
    private final long[] signedQtysE8 = new long[KEPT];
    private int next;
    private long last;
    private long lastTime;
    private long candidate;
    private long gaps;
    private long repeated;
    private long restarts;

    /** Whether no trade is known yet, not even a historical one. */
    boolean isEmpty() {
        return last == 0;
    }

    long last() {
        return last;
    }

    long lastTime() {
        return lastTime;
    }

    /** Takes a trade as it comes; returns whether it is new. */
    boolean isNew(final long number, final long time, final long priceE8, final long qtyE8, final Side side) {
        if (number > last) {
            if (last != 0 && number != last + 1) {
                gaps++;
            }
            moveTo(number, time, priceE8, qtyE8, side);
            return true;
        }
        if (isKnown(number, time, priceE8, qtyE8, side)) {
            repeated++;
            return false;
        }
        final boolean goesOn = candidate != 0 && number > candidate && number - candidate <= KEPT;
        if (time >= lastTime || goesOn) {
            restarts++;
            moveTo(number, time, priceE8, qtyE8, side);
            return true;
        }
        if (last - number < KEPT) {
            // Overtaken by a later one.
            remember(number, time, priceE8, qtyE8, side);
            return true;
        }
        candidate = number;
        repeated++;
        return false;
    }

    private void moveTo(final long number, final long time, final long priceE8, final long qtyE8, final Side side) {
        last = number;
        lastTime = time;
        candidate = 0;
        remember(number, time, priceE8, qtyE8, side);
    }

    /** A trade of the past: it is not new when it comes again. */
    void remember(final long number, final long time, final long priceE8, final long qtyE8, final Side side) {
        numbers[next] = number;
        times[next] = time;
        pricesE8[next] = priceE8;
        signedQtysE8[next] = side == Side.BUY ? qtyE8 : -qtyE8;
        next = (next + 1) % KEPT;
    }

    boolean isKnown(final long number, final long time, final long priceE8, final long qtyE8, final Side side) {
        final long signedQtyE8 = side == Side.BUY ? qtyE8 : -qtyE8;
        for (int i = 0; i < KEPT; i++) {
            if (numbers[i] == number && times[i] == time && pricesE8[i] == priceE8 && signedQtysE8[i] == signedQtyE8) {
                return true;
            }
        }
        return false;
    }

    /** The numbers continue from this one. */
    void goOnFrom(final long number, final long time) {
        last = number;
        lastTime = time;
        candidate = 0;
    }

    /** Times a number was left out. */
    long gaps() {
        return gaps;
    }

    /** Trades that came again, or could not be placed. */
    long repeated() {
        return repeated;
    }

    /** How often the numbers restarted. */
    long restarts() {
        return restarts;
    }
}
