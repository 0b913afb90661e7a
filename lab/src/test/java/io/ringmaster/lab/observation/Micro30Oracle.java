package io.ringmaster.lab.observation;

import static io.ringmaster.lab.observation.PlainBars.ago;
import static io.ringmaster.lab.observation.PlainBars.ema;
import static io.ringmaster.lab.observation.PlainBars.last;
import static io.ringmaster.lab.observation.PlainBars.mean;

import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TradeDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * The thirty features by their definitions in words, from everything that was ever said: no running sums, no library. Floating point throughout,
 * books as sorted maps, windows as lists.
 */
final class Micro30Oracle {

    private static final double E8 = 1e8;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private record Trade(long timeNs, boolean isBuy, double qty) { }

    private final long timeframeNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Long> asks = new TreeMap<>();
    private boolean isWhole;
    private boolean hasTouch;
    private double[] touch;
    private final TreeMap<Long, Double> mids = new TreeMap<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<Double> sizes = new ArrayList<>();
    private int oldest;
    private long openTimeNs = -1;
    private double[] forming;
    final PlainBars bars = new PlainBars();
    private final List<Double> logVolumes = new ArrayList<>();
    private final List<Double> logDepths = new ArrayList<>();
    private final List<Double> imbalances = new ArrayList<>();
    private final List<Double> tradeCounts = new ArrayList<>();
    private final List<Double> arrivalRates = new ArrayList<>();
    private final List<Double> cancelRates = new ArrayList<>();
    private final List<Double> tradeRates = new ArrayList<>();
    private long lastCloseNs;
    private List<Trade> ofBar = new ArrayList<>();
    private double large;
    /** Quantity of trades so near the percentile that bins decide. */
    private double nearlyLarge;
    private int arrivals;
    private int removals;
    private double flow;
    private double touchSum;
    private int updates;
    /** The features of the bar that closed last; NaN where they are unknown. */
    double[] expected;

    Micro30Oracle(final long timeframeNs) {
        this.timeframeNs = timeframeNs;
    }

    /** Whether a bar closes at the latest before an event of that time. */
    boolean onTime(final long timeNs) {
        if (openTimeNs < 0 || timeNs < openTimeNs + timeframeNs) {
            return false;
        }
        bars.add(forming[0], forming[1], forming[2], forming[3], forming[4]);
        final long closeNs = openTimeNs + timeframeNs;
        gather(closeNs);
        expected = features(closeNs);
        openTimeNs = -1;
        lastCloseNs = closeNs;
        ofBar = new ArrayList<>();
        large = 0;
        nearlyLarge = 0;
        arrivals = 0;
        removals = 0;
        flow = 0;
        touchSum = 0;
        updates = 0;
        return true;
    }

    /** Whether the bar has a trade of which cannot be said whether it is large without knowing how trades are binned. */
    boolean isUndecided() {
        return nearlyLarge > 0;
    }

    void onMessage(final DirectBuffer buffer, final int templateId) {
        switch (templateId) {
            case TradeDecoder.TEMPLATE_ID -> onTrade(new TradeDecoder().wrapAndApplyHeader(buffer, 0, header));
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(new BookSnapshotDecoder().wrapAndApplyHeader(buffer, 0, header));
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(new BookDeltaDecoder().wrapAndApplyHeader(buffer, 0, header));
            default -> { }
        }
    }

    private void onTrade(final TradeDecoder trade) {
        final double price = trade.priceE8() / E8;
        final double qty = trade.qtyE8() / E8;
        final long timeNs = trade.receiveTimeNs();
        if (openTimeNs < 0) {
            openTimeNs = timeNs / timeframeNs * timeframeNs;
            forming = new double[] {price, price, price, price, 0};
        }
        forming[1] = Math.max(forming[1], price);
        forming[2] = Math.min(forming[2], price);
        forming[3] = price;
        forming[4] += qty;
        final Trade made = new Trade(timeNs, trade.aggressorSide() == Side.BUY, qty);
        while (oldest < trades.size() && trades.get(oldest).timeNs() <= timeNs - DAY) {
            sizes.remove(Collections.binarySearch(sizes, trades.get(oldest++).qty()));
        }
        weigh(qty);
        trades.add(made);
        ofBar.add(made);
        final int place = Collections.binarySearch(sizes, qty);
        sizes.add(place < 0 ? -place - 1 : place, qty);
    }

    /** Large: at least 95 of 100 trades of the day before are smaller. */
    private void weigh(final double qty) {
        final double needed = Math.ceil(0.95 * sizes.size() - 1e-9);
        final boolean isSurely = sizes.size() >= 20 && smallerThan(qty * (1 - 1 / 2_048.0)) >= needed;
        final boolean isMaybe = sizes.size() >= 20 && smallerThan(qty) >= needed;
        large += isMaybe ? qty : 0;
        nearlyLarge += isMaybe && !isSurely ? qty : 0;
    }

    private int smallerThan(final double qty) {
        int place = Collections.binarySearch(sizes, qty);
        if (place < 0) {
            return -place - 1;
        }
        while (place > 0 && sizes.get(place - 1) == qty) {
            place--;
        }
        return place;
    }

    private void onSnapshot(final BookSnapshotDecoder message) {
        if (message.part().first()) {
            bids.clear();
            asks.clear();
        }
        final boolean isLast = message.part().last();
        for (final BookSnapshotDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
            level.next();
            bids.put(level.priceE8(), level.qtyE8());
        }
        for (final BookSnapshotDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
            level.next();
            asks.put(level.priceE8(), level.qtyE8());
        }
        hasTouch = false;
        settle(isLast, message.receiveTimeNs());
    }

    private void onDelta(final BookDeltaDecoder message) {
        if (message.part().first()) {
            hasTouch = isReadable();
            touch = hasTouch ? touchNow() : null;
        }
        final boolean isLast = message.part().last();
        for (final BookDeltaDecoder.BidsDecoder level = message.bids(); level.hasNext(); ) {
            level.next();
            change(bids, level.priceE8(), level.qtyE8());
        }
        for (final BookDeltaDecoder.AsksDecoder level = message.asks(); level.hasNext(); ) {
            level.next();
            change(asks, level.priceE8(), level.qtyE8());
        }
        settle(isLast, message.receiveTimeNs());
    }

    private void change(final Map<Long, Long> side, final long price, final long qty) {
        final long before = side.getOrDefault(price, 0L);
        arrivals += qty > before ? 1 : 0;
        removals += qty < before ? 1 : 0;
        if (qty == 0) {
            side.remove(price);
        } else {
            side.put(price, qty);
        }
    }

    private void settle(final boolean isLast, final long timeNs) {
        isWhole = isLast;
        if (isLast && isReadable()) {
            final double[] now = touchNow();
            if (hasTouch) {
                flow += (now[0] >= touch[0] ? now[1] : 0) - (now[0] <= touch[0] ? touch[1] : 0)
                    - (now[2] <= touch[2] ? now[3] : 0) + (now[2] >= touch[2] ? touch[3] : 0);
            }
            touchSum += (now[1] + now[3]) / 2;
            updates++;
            mids.put(timeNs, (now[0] + now[2]) / 2);
        } else if (isLast) {
            mids.put(timeNs, Double.NaN);
        }
        hasTouch &= !isLast;
    }

    private boolean isReadable() {
        return isWhole && !bids.isEmpty() && !asks.isEmpty() && bids.firstKey() < asks.firstKey();
    }

    /** Best bid, its quantity, best ask, its quantity. */
    private double[] touchNow() {
        return new double[] {
            bids.firstKey() / E8, bids.firstEntry().getValue() / E8, asks.firstKey() / E8, asks.firstEntry().getValue() / E8};
    }

    private void gather(final long closeNs) {
        logVolumes.add(Math.log(1 + ago(bars.volume, 0)));
        if (isReadable()) {
            logDepths.add(Math.log(1 + near(bids) + near(asks)));
        }
        final double bought = ofBar.stream().filter(Trade::isBuy).mapToDouble(Trade::qty).sum();
        final double all = ofBar.stream().mapToDouble(Trade::qty).sum();
        final boolean isFirst = bars.size() == 1;
        if (!isFirst) {
            final double seconds = (closeNs - lastCloseNs) / (double) SECOND;
            imbalances.add((2 * bought - all) / all);
            tradeCounts.add((double) ofBar.size());
            tradeRates.add(ofBar.size() / seconds);
            arrivalRates.add(arrivals / seconds);
            cancelRates.add(Math.max(0, removals - ofBar.size()) / seconds);
        }
    }

    private double[] features(final long closeNs) {
        final double close = ago(bars.close, 0);
        final double before = ago(bars.close, 1);
        final double volume = ago(bars.volume, 0);
        final double all = ofBar.stream().mapToDouble(Trade::qty).sum();
        final double meanSize = all / ofBar.size();
        final double spread = ofBar.stream().mapToDouble(trade -> (trade.qty() - meanSize) * (trade.qty() - meanSize)).sum() / ofBar.size();
        final List<Double> flows = ema(imbalances, 20, 0);
        final double[] book = isReadable() ? book(closeNs) : new double[11];
        return new double[] {
            Math.log(ago(bars.open, 0) / before), Math.log(ago(bars.high, 0) / before), Math.log(ago(bars.low, 0) / before),
            Math.log(close / before),
            zScore(logVolumes), close / vwap() - 1,
            ago(imbalances, 0), Math.log(close / before), Math.log(close / ago(bars.close, 5)), Math.log(close / ago(bars.close, 15)),
            Math.sqrt(spread) / meanSize, overMean(tradeCounts), isReadable() ? slope(closeNs) / mid() : Double.NaN,
            (volume - 2 * ago(bars.volume, 1) + ago(bars.volume, 2)) / mean(bars.volume, 20), large / all,
            flows.isEmpty() ? Double.NaN : flows.getLast(), bars.rsi(14) / 100, bars.macdHistogram() / close * 100, percentB(),
            book[0], book[1], book[2], book[3], book[4], overMean(arrivalRates), overMean(cancelRates), overMean(tradeRates), book[5], book[6],
            book[7]};
    }

    private double vwap() {
        double paid = 0;
        double volume = 0;
        for (int i = Math.max(0, bars.size() - 60); i < bars.size(); i++) {
            paid += (bars.high.get(i) + bars.low.get(i) + bars.close.get(i)) / 3 * bars.volume.get(i);
            volume += bars.volume.get(i);
        }
        return paid / volume;
    }

    private double percentB() {
        final double mean = mean(bars.close, 20);
        final double width = 2 * PlainBars.deviation(bars.close, 20, 0);
        return (ago(bars.close, 0) - (mean - width)) / (2 * width);
    }

    private static double zScore(final List<Double> values) {
        return (ago(values, 0) - mean(values, 1_440)) / PlainBars.deviation(values, 1_440, 0);
    }

    private static double overMean(final List<Double> rates) {
        return mean(rates, 60) == 0 ? 0 : ago(rates, 0) / mean(rates, 60);
    }

    private double mid() {
        return (bids.firstKey() + asks.firstKey()) / 2.0 / E8;
    }

    private double slope(final long closeNs) {
        final List<Double> x = new ArrayList<>();
        final List<Double> y = new ArrayList<>();
        for (int i = 59; i >= 0; i--) {
            final Map.Entry<Long, Double> entry = mids.lowerEntry(closeNs / SECOND * SECOND - i * SECOND);
            x.add(59.0 - i);
            y.add(entry == null ? Double.NaN : entry.getValue());
        }
        return line(x, y);
    }

    private static double line(final List<Double> x, final List<Double> y) {
        final double meanX = mean(x, x.size());
        final double meanY = mean(y, y.size());
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.size(); i++) {
            products += (x.get(i) - meanX) * (y.get(i) - meanY);
            squares += (x.get(i) - meanX) * (x.get(i) - meanX);
        }
        return products / squares;
    }

    /** Spread in basis points, imbalance, z-score of the depth, price impact, order flow, pressure, slope, micro-price. */
    private double[] book(final long closeNs) {
        final double[] best = touchNow();
        final double bidDepth = bids.values().stream().limit(10).mapToDouble(qty -> qty / E8).sum();
        final double askDepth = asks.values().stream().limit(10).mapToDouble(qty -> qty / E8).sum();
        final double bidSlope = cumulated(bids);
        final double askSlope = cumulated(asks);
        final double micro = (best[0] * best[3] + best[2] * best[1]) / (best[1] + best[3]);
        final double impact = ((cost(asks) - mid()) / mid() + (mid() - cost(bids)) / mid()) / 2;
        return new double[] {
            (best[2] - best[0]) / mid() * 10_000, (bidDepth - askDepth) / (bidDepth + askDepth), zScore(logDepths), impact,
            updates == 0 ? 0 : flow / (touchSum / updates), (weighted(bids) - weighted(asks)) / (weighted(bids) + weighted(asks)),
            (bidSlope - askSlope) / (bidSlope + askSlope), micro / mid() - 1};
    }

    private double near(final Map<Long, Long> side) {
        return side.entrySet().stream().filter(level -> distance(level.getKey()) <= 10 + 1e-9).mapToDouble(level -> level.getValue() / E8).sum();
    }

    private double distance(final long priceE8) {
        return Math.abs(priceE8 / E8 - mid()) / mid() * 10_000;
    }

    private double weighted(final Map<Long, Long> side) {
        return side.entrySet().stream().limit(10).mapToDouble(level -> level.getValue() / E8 / (distance(level.getKey()) + 1)).sum();
    }

    private double cumulated(final Map<Long, Long> side) {
        final List<Double> x = new ArrayList<>();
        final List<Double> y = new ArrayList<>();
        for (final Map.Entry<Long, Long> level : side.entrySet().stream().limit(10).toList()) {
            x.add(distance(level.getKey()));
            y.add(level.getValue() / E8 + (y.isEmpty() ? 0 : y.getLast()));
        }
        return line(last(x, x.size()), y);
    }

    /** Average price of one unit. */
    private static double cost(final Map<Long, Long> side) {
        double left = 1;
        double paid = 0;
        for (final Map.Entry<Long, Long> level : side.entrySet()) {
            final double taken = Math.min(left, level.getValue() / E8);
            paid += taken * level.getKey() / E8;
            left -= taken;
        }
        return left > 1e-12 ? Double.NaN : paid;
    }
}
