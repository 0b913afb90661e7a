package io.ringmaster.monitor.model;

import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures every limit of a configuration against a moment, as the engine's risk gate and its latch do. */
final class RiskUses {

    private static final long BPS = 10_000;

    private final Moment moment;
    private final RiskSettings settings;
    private final Map<LimitKind, Long> limits;

    private RiskUses(final Moment moment) {
        this.moment = moment;
        settings = moment.facts().risk();
        limits = moment.limits();
    }

    static List<RiskUse> of(final Moment moment) {
        final RiskUses uses = new RiskUses(moment);
        final List<RiskUse> all = new ArrayList<>();
        for (final RiskLimit limit : RiskLimit.values()) {
            final Long bound = uses.bound(limit);
            if (bound != null && (limit != RiskLimit.MAX_DAILY_LOSS_SHARE || bound != FixedPoint.ONE)) {
                all.add(uses.use(limit, bound));
            }
        }
        return List.copyOf(all);
    }

    private Long bound(final RiskLimit limit) {
        return limit.kind() == null ? settings.of(limit) : limits.get(limit.kind());
    }

    private RiskUse use(final RiskLimit limit, final long bound) {
        final boolean isRamped = switch (limit) {
            case MAX_ORDER_QTY, MAX_ORDER_VALUE, MAX_POSITION -> isRampingUp();
            default -> false;
        };
        final Long share = settings.e8("rampUpShare");
        final long inForce = isRamped && share != null ? FixedPoint.multiplyFloor(bound, share) : bound;
        return new RiskUse(limit, inForce, Math.max(0, used(limit)), isRamped);
    }

    /** For a while after each start of a session, limits are smaller. */
    private boolean isRampingUp() {
        final Long length = settings.durationNs("rampUp");
        long startNs = moment.facts().startTimeNs();
        for (final EventRow row : moment.inputEvents().asList()) {
            startNs = row.event() instanceof Event.Resumed ? row.timeNs() : startNs;
        }
        return length != null && moment.timeNs() < startNs + length;
    }

    private long used(final RiskLimit limit) {
        return switch (limit) {
            case MAX_REFERENCE_AGE -> oldestMarkNs();
            case MAX_DIVERGENCE -> largestDivergenceBps();
            case COLLAR -> largestDistanceBps();
            case MESSAGES_PER_WINDOW -> messages();
            case MAX_ENTRIES -> entries();
            case MAX_REJECTS -> rejects(window("rejectWindow"), false);
            case MAX_CONSECUTIVE_REJECTS -> rejects(moment.timeNs(), true);
            default -> used(limit.kind());
        };
    }

    private long used(final LimitKind kind) {
        return moment.limitUses().stream().filter(use -> use.kind() == kind).mapToLong(LimitUse::used).findFirst().orElse(0);
    }

    private long oldestMarkNs() {
        long oldest = 0;
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            final long markNs = moment.instrument(i).markTimeNs();
            oldest = Math.max(oldest, moment.timeNs() - (markNs == 0 ? moment.firstTimeNs() : markNs));
        }
        return oldest;
    }

    /** Of the mark from the middle of a valid book, and from the index. */
    private long largestDivergenceBps() {
        long largest = 0;
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            final InstrumentView market = moment.instrument(i);
            if (market.book().condition() == BookCondition.VALID) {
                largest = Math.max(largest, distanceBps(market.markPriceE8(), Math.floorDiv(market.bidPriceE8() + market.askPriceE8(), 2)));
            }
            largest = Math.max(largest, distanceBps(market.markPriceE8(), market.indexPriceE8()));
        }
        return largest;
    }

    private static long distanceBps(final long priceE8, final long fromE8) {
        return priceE8 <= 0 || fromE8 <= 0 ? 0 : FixedPoint.multiplyDivideFloor(Math.abs(priceE8 - fromE8), BPS, fromE8);
    }

    /** Of a working limit order, on the side that costs money: a buy above the mark, a sell below it. */
    private long largestDistanceBps() {
        long largest = 0;
        for (final OrderRow order : moment.openOrders()) {
            final long markE8 = moment.instrument(order.instrument()).markPriceE8();
            final boolean isLimit = order.limitPriceE8() > 0 && order.type() != OrderType.STOP && order.type() != OrderType.TRAILING_STOP;
            final long beyond = order.side() == Side.BUY ? order.limitPriceE8() - markE8 : markE8 - order.limitPriceE8();
            if (isLimit && beyond > 0) {
                largest = Math.max(largest, distanceBps(markE8 + beyond, markE8));
            }
        }
        return largest;
    }

    /** A window that is not configured reaches back to the start. */
    private long window(final String key) {
        final Long window = settings.durationNs(key);
        return window == null ? moment.timeNs() : window;
    }

    private long messages() {
        return moment.messagesSince(moment.timeNs() - window("messageWindow") + 1);
    }

    /** A fill that opens or reverses a position is an entry. A person who resets the latch resets the count. */
    private long entries() {
        final long sinceNs = Math.max(lastResetNs(), moment.timeNs() - window("entryWindow"));
        final long[] positions = moment.account().positions().stream().mapToLong(PositionView::qtyE8).toArray();
        long entries = 0;
        for (int row = moment.fills().size() - 1; row >= 0 && moment.fills().timeNs(row) > sinceNs; row--) {
            final FillRow fill = moment.fills().get(row);
            final long after = positions[fill.instrument()];
            final long before = after - (fill.side() == Side.BUY ? fill.qtyE8() : -fill.qtyE8());
            entries += after != 0 && Long.signum(after) != Long.signum(before) ? 1 : 0;
            positions[fill.instrument()] = before;
        }
        return entries;
    }

    private long lastResetNs() {
        long last = 0;
        for (final EventRow row : moment.inputEvents().asList()) {
            last = row.event() instanceof final Event.Command command && command.kind() == CommandKind.RESET_LATCH ? row.timeNs() : last;
        }
        return last;
    }

    /** Rejections by the venue of orders that take risk, but for resting orders that would have traded. */
    private long rejects(final long windowNs, final boolean isConsecutive) {
        final long sinceNs = Math.max(lastResetNs(), moment.timeNs() - windowNs);
        long rejects = 0;
        final Rows<OrderRow> orders = moment.orders();
        for (int row = orders.size() - 1; row >= 0 && orders.timeNs(row) > sinceNs; row--) {
            final OrderRow order = orders.get(row);
            final boolean isRefused = order.state() == OrderState.REJECTED;
            if (isRefused && !order.isReduceOnly() && order.life().getLast().reason() != VenueReason.POST_WOULD_EXECUTE) {
                rejects++;
            } else if (isConsecutive && !isRefused && order.state() != OrderState.PENDING_NEW) {
                return rejects;
            }
        }
        return rejects;
    }
}
