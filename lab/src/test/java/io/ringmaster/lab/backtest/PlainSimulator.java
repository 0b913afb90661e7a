package io.ringmaster.lab.backtest;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A second implementation of a backtest of one strategy with stops, written from what the documentation says and sharing no code with the
 * product: no pipeline, no venue, no orders. It knows one instrument, one side and one position, and does its sums in big integers.
 *
 * <p>A signal at a bar's close opens at the next bar's open, worse by the slippage. From there on the position has a stop, a target, a stop at
 * breakeven and one that trails, which act along open, nearer extreme, farther extreme, close; the stop first. A FLAT signal at a close leaves
 * at the next open. Fees are of the notional of each fill, funding settles at full hours on what is then held, at the last close.
 */
final class PlainSimulator {

    private static final BigInteger ONE = BigInteger.valueOf(100_000_000);
    private static final long HOUR_MS = 3_600_000;

    /** What the simulated account and its rules are; amounts and prices times 1e8, distances in basis points. */
    record Rules(
        boolean isLong, long cash, long tick, long lot, long takerFee, long fundingRate, long slippageBps, int minStopBps, int maxStopBps,
        int defaultStopBps, int breakevenFromBps, int trailFromBps, int trailBps, int closeTrailFromBps, int closeTrailBps) {
    }

    /** One bar; {@code open} and so on times 1e8. */
    record Bar(long openMs, long durationMs, long open, long high, long low, long close) {

        long endMs() {
            return openMs + durationMs;
        }
    }

    /** What the strategy says at a bar's close: nothing, to leave, or to be in the market, with a stop and a target. */
    record Word(boolean enters, boolean leaves, long stop, long target) {

        static final Word NOTHING = new Word(false, false, 0, 0);
    }

    /** Says its word on a bar that has closed. */
    interface Strategy {

        Word on(Bar bar);
    }

    /** A round trip; {@code exitMs} is 0 while it is open. */
    record Trade(long entryMs, long exitMs, long qty, long entryPrice, long exitPrice, long fees, long funding, String why) {
    }

    private final Rules rules;
    private final Strategy strategy;
    private final List<Trade> trades = new ArrayList<>();
    private long cash;
    private long qty;
    private long entryPrice;
    private long entryMs;
    private long tradeFees;
    private long tradeFunding;
    private long best;
    private long stop;
    private long target;
    private long orderedQty;
    private long plannedStop;
    private long plannedTarget;
    private boolean isLeaving;
    private Bar now;

    PlainSimulator(final Rules rules, final Strategy strategy) {
        this.rules = rules;
        this.strategy = strategy;
        cash = rules.cash();
    }

    List<Trade> run(final List<Bar> bars) {
        for (int i = 0; i < bars.size(); i++) {
            now = bars.get(i);
            open();
            walk();
            close();
            if (i + 1 < bars.size()) {
                settleFunding(now.endMs(), bars.get(i + 1).endMs());
            }
        }
        if (qty != 0) {
            trades.add(new Trade(entryMs, 0, qty, entryPrice, 0, tradeFees, tradeFunding, "open"));
        }
        return trades;
    }

    /** Cash, and what the position would bring at the last close, without fees. */
    long equity() {
        return cash + (qty == 0 ? 0 : sign() * (notional(qty, now.close()) - notional(qty, entryPrice)));
    }

    // ------------------------------------------------------------------ a bar

    private void open() {
        if (isLeaving && qty != 0) {
            leave(now.open(), "flat");
        }
        isLeaving = false;
        if (orderedQty > 0) {
            enter();
        }
        if (qty != 0) {
            look(now.open());
        }
    }

    private void walk() {
        final boolean highFirst = now.high() - now.open() < now.open() - now.low();
        leg(now.open(), highFirst ? now.high() : now.low());
        leg(highFirst ? now.high() : now.low(), highFirst ? now.low() : now.high());
        leg(highFirst ? now.low() : now.high(), now.close());
    }

    private void leg(final long from, final long to) {
        if (qty == 0) {
            return;
        }
        final boolean isAgainst = rules.isLong() ? to < from : to > from;
        final long level = isAgainst ? outward(stop) : target > 0 ? onward(target) : 0;
        final boolean isOnTheWay = level > 0 && (to < from ? level < from && level >= to : level > from && level <= to);
        if (isOnTheWay) {
            leave(level, isAgainst ? "stop" : "target");
        } else {
            look(to);
        }
    }

    /** At a price of the path: the stop, then the target, then what moves the stop. */
    private void look(final long price) {
        if (sign() * (price - stop) <= 0) {
            leave(price, "stop");
        } else if (target > 0 && sign() * (price - target) >= 0) {
            leave(price, "target");
        } else {
            best = rules.isLong() ? Math.max(best, price) : Math.min(best, price);
            final long gain = sign() * (best - entryPrice);
            if (isReached(gain, rules.breakevenFromBps())) {
                tighten(entryPrice + sign() * ceil(entryPrice, 2 * rules.takerFee(), 100_000_000));
            }
            if (isReached(gain, rules.closeTrailFromBps())) {
                tighten(best - sign() * share(best, rules.closeTrailBps()));
            } else if (isReached(gain, rules.trailFromBps())) {
                tighten(best - sign() * share(best, rules.trailBps()));
            }
        }
    }

    private boolean isReached(final long gain, final int bps) {
        return bps > 0 && gain >= share(entryPrice, bps);
    }

    private void tighten(final long other) {
        stop = rules.isLong() ? Math.max(stop, other) : Math.min(stop, other);
    }

    /** The strategy hears the bar when it is over. */
    private void close() {
        final Word word = strategy.on(now);
        if (word.leaves()) {
            isLeaving = qty != 0;
        } else if (word.enters()) {
            decide(word);
        }
    }

    private void decide(final Word word) {
        final long mark = now.close();
        final boolean isNamed = word.stop() > 0 && sign() * (mark - word.stop()) > 0;
        final long distance = isNamed ? Math.abs(mark - word.stop()) : share(mark, rules.defaultStopBps());
        plannedStop = mark - sign() * Math.max(share(mark, rules.minStopBps()), Math.min(share(mark, rules.maxStopBps()), distance));
        plannedTarget = word.target();
        isLeaving = false;
        if (qty == 0) {
            final long wanted = floor(equity(), 100_000_000, mark);
            orderedQty = wanted - wanted % rules.lot();
            return;
        }
        if (isNamed) {
            final long nearest = mark - sign() * share(mark, rules.minStopBps());
            tighten(rules.isLong() ? Math.min(word.stop(), nearest) : Math.max(word.stop(), nearest));
        }
        if (sign() * (plannedTarget - entryPrice) > 0) {
            target = plannedTarget;
        }
    }

    // ------------------------------------------------------------------ fills

    private void enter() {
        qty = orderedQty;
        orderedQty = 0;
        entryPrice = rules.isLong() ? dearer(now.open()) : cheaper(now.open());
        entryMs = now.endMs();
        tradeFees = 0;
        tradeFunding = 0;
        pay(entryPrice);
        best = entryPrice;
        final long byDefault = Math.max(
            share(entryPrice, rules.minStopBps()), Math.min(share(entryPrice, rules.maxStopBps()), share(entryPrice, rules.defaultStopBps())));
        stop = sign() * (entryPrice - plannedStop) > 0 ? plannedStop : entryPrice - sign() * byDefault;
        target = plannedTarget > 0 && sign() * (plannedTarget - entryPrice) > 0 ? plannedTarget : 0;
    }

    private void leave(final long price, final String why) {
        final long exitPrice = rules.isLong() ? cheaper(price) : dearer(price);
        pay(exitPrice);
        cash += sign() * (notional(qty, exitPrice) - notional(qty, entryPrice));
        trades.add(new Trade(entryMs, now.endMs(), qty, entryPrice, exitPrice, tradeFees, tradeFunding, why));
        qty = 0;
        target = 0;
    }

    private void pay(final long price) {
        final long fee = round(notional(qty, price), rules.takerFee(), 100_000_000);
        cash -= fee;
        tradeFees += fee;
    }

    private void settleFunding(final long fromMs, final long toMs) {
        for (long hour = Math.ceilDiv(fromMs, HOUR_MS) * HOUR_MS; hour < toMs && qty != 0; hour += HOUR_MS) {
            final long rate = round(rules.fundingRate(), now.close(), 100_000_000);
            final long amount = -sign() * round(qty, rate, 100_000_000);
            cash += amount;
            tradeFunding += amount;
        }
    }

    // ------------------------------------------------------------------ arithmetic

    private int sign() {
        return rules.isLong() ? 1 : -1;
    }

    private long dearer(final long price) {
        return ceilTick(price + floor(price, rules.slippageBps(), 10_000));
    }

    private long cheaper(final long price) {
        return floorTick(price - floor(price, rules.slippageBps(), 10_000));
    }

    /** The tick at which the market has surely reached a stop. */
    private long outward(final long price) {
        return rules.isLong() ? floorTick(price) : ceilTick(price);
    }

    private long onward(final long price) {
        return rules.isLong() ? ceilTick(price) : floorTick(price);
    }

    private long floorTick(final long price) {
        return price - price % rules.tick();
    }

    private long ceilTick(final long price) {
        return floorTick(price + rules.tick() - 1);
    }

    private static long share(final long price, final int bps) {
        return floor(price, bps, 10_000);
    }

    private static long notional(final long qty, final long price) {
        return round(qty, price, ONE.longValueExact());
    }

    private static long floor(final long a, final long b, final long divisor) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(divisor)).longValueExact();
    }

    private static long ceil(final long a, final long b, final long divisor) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).add(BigInteger.valueOf(divisor - 1)).divide(BigInteger.valueOf(divisor))
            .longValueExact();
    }

    /** To the nearest, halves to even. */
    private static long round(final long a, final long b, final long divisor) {
        final BigInteger[] parts = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(BigInteger.valueOf(divisor));
        final int half = parts[1].abs().shiftLeft(1).compareTo(BigInteger.valueOf(divisor));
        final boolean isAway = half > 0 || half == 0 && parts[0].testBit(0);
        return parts[0].longValueExact() + (isAway ? parts[1].signum() : 0);
    }
}
