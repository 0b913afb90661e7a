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
import java.util.function.UnaryOperator;

/** Measures every limit of a configuration against a moment, as the engine's risk gate and its latch do. */
final class RiskUses {

    private static final long BPS = 10_000;

    private final Moment moment;
    private final RiskSettings settings;
    private final Map<LimitKind, Long> limits;
    private final WorstCase worst;

    private RiskUses(final Moment moment) {
        this.moment = moment;
        settings = moment.facts().risk();
        limits = moment.limits();
        worst = new WorstCase(moment);
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
        final UnaryOperator<Long> inForce = whole -> isRamped && share != null ? FixedPoint.multiplyFloor(whole, share) : whole;
        return limit == RiskLimit.MAX_POSITION ? position(bound, inForce, isRamped)
            : new RiskUse(limit, inForce.apply(bound), Math.max(0, used(limit)), isRamped);
    }

    /** Of the instrument whose limit is used most: the configured one, or the instrument's own if it is smaller. */
    private RiskUse position(final long bound, final UnaryOperator<Long> inForce, final boolean isRamped) {
        RiskUse most = null;
        for (final SessionFacts.Instrument each : moment.facts().instruments()) {
            final long limit = inForce.apply(Math.min(bound, each.maxPositionE8()));
            final RiskUse use = new RiskUse(RiskLimit.MAX_POSITION, limit, worst.positionE8(each.index()), isRamped);
            most = most == null || use.share() > most.share() ? use : most;
        }
        return most == null ? new RiskUse(RiskLimit.MAX_POSITION, bound, 0, isRamped) : most;
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
        final AccountView account = moment.account();
        return switch (limit) {
            case MAX_ORDER_QTY -> moment.openOrders().stream().mapToLong(OrderRow::leavesQtyE8).max().orElse(0);
            case MAX_ORDER_VALUE -> moment.openOrders().stream().mapToLong(this::value).max().orElse(0);
            case MAX_OPEN_ORDERS -> worst.openOrders();
            case MAX_OPEN_VALUE -> worst.openValueE8();
            case MAX_POSITION -> throw new IllegalArgumentException("each instrument has its own");
            case MAX_LEVERAGE -> worst.leverageE8();
            case MAX_DAILY_LOSS -> account.dayLossE8();
            case MAX_DAILY_LOSS_SHARE -> Shares.of(account.dayLossE8(), account.dayStartEquityE8());
            case MAX_DRAWDOWN -> account.drawdownE8();
            case MAX_REFERENCE_AGE -> oldestMarkNs();
            case MAX_DIVERGENCE -> largestDivergenceBps();
            case COLLAR -> largestDistanceBps();
            case MESSAGES_PER_WINDOW -> messages();
            case MAX_ENTRIES -> entries();
            case MAX_REJECTS -> rejects(window("rejectWindow"), false);
            case MAX_CONSECUTIVE_REJECTS -> rejects(moment.timeNs(), true);
        };
    }

    private long value(final OrderRow order) {
        return WorstCase.orderValueE8(moment, order.instrument(), order.leavesQtyE8(), order.limitPriceE8());
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
        final Rows<FillRow> fills = moment.fills();
        for (int row = fills.size() - 1; row >= 0 && fills.timeNs(row) > sinceNs; row--) {
            final FillRow fill = fills.get(row);
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
            final OrderState state = moment.orderState(row);
            if (state == OrderState.REJECTED) {
                rejects += counts(orders.get(row)) ? 1 : 0;
            } else if (isConsecutive && state != OrderState.PENDING_NEW) {
                return rejects;
            }
        }
        return rejects;
    }

    private static boolean counts(final OrderRow refused) {
        return !refused.isReduceOnly() && refused.life().getLast().reason() != VenueReason.POST_WOULD_EXECUTE;
    }
}
