package io.ringmaster.monitor.model;

import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.schema.versions.ImpliedRecords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.agrona.collections.Long2LongHashMap;

/**
 * All orders, their steps and their fills, each chained to the one before of the same order, so that the life of an order up to any moment is
 * found without a search. The model thread appends; any thread reads rows up to a size it received.
 */
final class Orders {

    private static final int NONE = -1;

    /** Fields of an order. */
    private static final int ID = 2;
    private static final int CODES = 3;
    private static final int QTY = 4;
    private static final int LIMIT = 5;
    private static final int STOP = 6;
    private static final int DECISION = 7;
    private static final int FLAGS = 8;
    private static final int LAST_STEP = 9;
    private static final int LAST_FILL = 10;
    private static final int WIDTH = 11;
    private static final int REDUCE_ONLY = 1;
    private static final int KNOWN = 2;

    /** Fields of a step. */
    private static final int STEP_ORDER = 2;
    private static final int STEP_CODES = 3;
    private static final int STEP_CUM = 4;
    private static final int STEP_LEAVES = 5;
    private static final int STEP_STOP = 6;
    private static final int STEP_PREVIOUS = 7;
    private static final int STEP_OLDEST_OPEN = 8;
    private static final int STEP_WIDTH = 9;
    /** In the place of the instrument: a change of state; otherwise the code of what we asked for. */
    private static final int STATE_CHANGE = 255;
    /** Where the state before a change lies in its codes. */
    private static final int FROM_SHIFT = 40;
    /** The first change of an order. */
    private static final long SUBMITTED =
        Codes.pack(STATE_CHANGE, OrderState.PENDING_NEW.value(), OrderEvent.SUBMIT.value(), VenueReason.NONE.value())
            | (long) OrderState.PENDING_NEW.value() << FROM_SHIFT;

    private static final int FILL_PREVIOUS = FillRow.WIDTH;
    private static final UUID NO_ID = new UUID(0, 0);

    private final LongTable orders = new LongTable(WIDTH);
    private final LongTable steps = new LongTable(STEP_WIDTH);
    private final LongTable fills = new LongTable(FillRow.WIDTH + 1);
    private final Long2LongHashMap rowById = new Long2LongHashMap(NONE);
    private final Set<UUID> executions = new HashSet<>();
    private int oldestOpen;

    void onIntent(final OrderIntentDecoder message) {
        final OrderKind kind = message.kind();
        if (kind == OrderKind.NEW) {
            onNew(message);
            return;
        }
        final int order = (int) rowById.get(message.clientOrderId());
        if (order != NONE) {
            final long stop = kind == OrderKind.AMEND ? zeroIfNull(message.stopPriceE8()) : 0;
            final int last = (int) orders.get(order, LAST_STEP);
            final int step = step(order, message.causeSequence(), message.timeNs(), Codes.pack(kind.value(), 0, 0, 0));
            steps.set(step, STEP_CUM, last == NONE ? 0 : steps.get(last, STEP_CUM));
            steps.set(step, STEP_LEAVES, last == NONE ? orders.get(order, QTY) : steps.get(last, STEP_LEAVES));
            steps.set(step, STEP_STOP, stop);
            steps.set(step, STEP_OLDEST_OPEN, oldestOpen);
        }
    }

    private void onNew(final OrderIntentDecoder message) {
        final int row = add(message.causeSequence(), message.timeNs(), message.clientOrderId());
        orders.set(row, CODES, Codes.pack(message.instrumentId(), message.orderTypeRaw(), message.sideRaw(), message.purposeRaw()));
        orders.set(row, QTY, message.qtyE8());
        orders.set(row, LIMIT, zeroIfNull(message.limitPriceE8()));
        orders.set(row, STOP, zeroIfNull(message.stopPriceE8()));
        orders.set(row, DECISION, zeroIfNull(message.decisionSequence()));
        orders.set(row, FLAGS, KNOWN | (message.reduceOnly() == 1 ? REDUCE_ONLY : 0));
        if (ImpliedRecords.isSubmission(message)) {
            stateChange(row, message.causeSequence(), message.timeNs(), SUBMITTED, 0, message.qtyE8());
        }
    }

    private int add(final long sequence, final long timeNs, final long clientOrderId) {
        final int row = orders.add(sequence, timeNs);
        orders.set(row, ID, clientOrderId);
        orders.set(row, LAST_STEP, NONE);
        orders.set(row, LAST_FILL, NONE);
        rowById.put(clientOrderId, row);
        return row;
    }

    /** What a view shows for a number that was not given. */
    static long zeroIfNull(final long value) {
        return value == Long.MIN_VALUE ? 0 : value;
    }

    void onStateChange(final OrderStateChangeDecoder message) {
        int order = (int) rowById.get(message.clientOrderId());
        if (order == NONE) {
            order = add(message.causeSequence(), message.timeNs(), message.clientOrderId());
            orders.set(order, CODES, Codes.pack(message.instrumentId(), 0, 0, 0));
            orders.set(order, QTY, message.cumQtyE8() + message.leavesQtyE8());
        }
        stateChange(
            order, message.causeSequence(), message.timeNs(),
            Codes.pack(STATE_CHANGE, message.toRaw(), message.orderEventRaw(), message.reasonRaw()) | (long) message.fromRaw() << FROM_SHIFT,
            message.cumQtyE8(), message.leavesQtyE8());
    }

    private void stateChange(final int order, final long sequence, final long timeNs, final long codes, final long cumE8, final long leavesE8) {
        final int step = step(order, sequence, timeNs, codes);
        steps.set(step, STEP_CUM, cumE8);
        steps.set(step, STEP_LEAVES, leavesE8);
        while (oldestOpen < orders.size() && !isOpenNow(oldestOpen)) {
            oldestOpen++;
        }
        steps.set(step, STEP_OLDEST_OPEN, oldestOpen);
    }

    private boolean isOpenNow(final int order) {
        return OrderRow.isOpen(state(order, Integer.MAX_VALUE));
    }

    private int step(final int order, final long sequence, final long timeNs, final long codes) {
        final int step = steps.add(sequence, timeNs);
        steps.set(step, STEP_ORDER, order);
        steps.set(step, STEP_CODES, codes);
        steps.set(step, STEP_PREVIOUS, orders.get(order, LAST_STEP));
        orders.set(order, LAST_STEP, step);
        return step;
    }

    /** @return whether it is a fill that was not known */
    boolean onFill(final long sequence, final ExecutionReportDecoder message) {
        final UUID execution = new UUID(message.executionId().high(), message.executionId().low());
        if (!execution.equals(NO_ID) && !executions.add(execution)) {
            return false;
        }
        final int fill = FillRow.write(fills, sequence, message);
        final int order = (int) rowById.get(message.clientOrderId());
        fills.set(fill, FILL_PREVIOUS, order == NONE ? NONE : orders.get(order, LAST_FILL));
        if (order != NONE) {
            orders.set(order, LAST_FILL, fill);
        }
        return true;
    }

    /** The limit price of an order; 0 if it is not known or has none. */
    long limitPriceE8(final long clientOrderId) {
        final int order = (int) rowById.get(clientOrderId);
        return order == NONE ? 0 : orders.get(order, LIMIT);
    }

    /** Whether an input was a fill that counts. */
    boolean isFill(final long sequence) {
        final int row = fills.firstAtLeast(LongTable.SEQUENCE, sequence, fills.size());
        return row < fills.size() && fills.get(row, LongTable.SEQUENCE) == sequence;
    }

    LongTable orderTable() {
        return orders;
    }

    LongTable fillTable() {
        return fills;
    }

    int upTo(final long sequence) {
        return orders.upTo(sequence);
    }

    int stepsUpTo(final long sequence) {
        return steps.upTo(sequence);
    }

    int fillsUpTo(final long sequence) {
        return fills.upTo(sequence);
    }

    Rows<FillRow> fillRows(final int size) {
        return new Rows<>(fills, size, FillRow::read);
    }

    /** The orders as they were after so many steps and fills. */
    Rows<OrderRow> rows(final int size, final int stepCount, final int fillCount) {
        return new Rows<>(orders, size, (table, row) -> read(row, stepCount, fillCount));
    }

    /** The orders that could still be filled after so many steps, the oldest first. */
    List<OrderRow> open(final int size, final int stepCount, final int fillCount) {
        final List<OrderRow> open = new ArrayList<>();
        final int from = stepCount == 0 ? 0 : (int) steps.get(stepCount - 1, STEP_OLDEST_OPEN);
        for (int order = from; order < size; order++) {
            if (OrderRow.isOpen(state(order, stepCount))) {
                open.add(read(order, stepCount, fillCount));
            }
        }
        return List.copyOf(open);
    }

    /** Orders of an instrument that carry out a decision, as they are now. */
    List<OrderRow> ofDecision(final long sequence, final int instrument) {
        final List<OrderRow> found = new ArrayList<>();
        for (int order = orders.firstAtLeast(LongTable.SEQUENCE, sequence, orders.size()); order < orders.size(); order++) {
            final long decision = orders.get(order, DECISION);
            if (decision > sequence) {
                break;
            }
            if (decision == sequence && Codes.instrument(orders.get(order, CODES)) == instrument) {
                found.add(read(order, steps.size(), fills.size()));
            }
        }
        return List.copyOf(found);
    }

    /** The state of an order after so many steps. */
    OrderState state(final int order, final int stepCount) {
        for (int step = (int) orders.get(order, LAST_STEP); step != NONE; step = (int) steps.get(step, STEP_PREVIOUS)) {
            if (step < stepCount && isStateChange(step)) {
                return OrderState.get(Codes.first(steps.get(step, STEP_CODES)));
            }
        }
        return OrderState.PENDING_NEW;
    }

    private OrderRow read(final int row, final int stepCount, final int fillCount) {
        final List<OrderChange> life = life(row, stepCount);
        long cum = 0;
        long leaves = orders.get(row, QTY);
        long stop = orders.get(row, STOP);
        for (final OrderChange change : life) {
            cum = change.cumQtyE8();
            leaves = change.leavesQtyE8();
            stop = change.stopPriceE8() == 0 ? stop : change.stopPriceE8();
        }
        final long codes = orders.get(row, CODES);
        final long flags = orders.get(row, FLAGS);
        return new OrderRow(
            orders.get(row, LongTable.SEQUENCE), orders.get(row, LongTable.TIME), Codes.instrument(codes), orders.get(row, ID),
            new OrderRow.Terms(
                OrderType.get(Codes.first(codes)), Side.get(Codes.second(codes)), OrderPurpose.get(Codes.third(codes)), orders.get(row, QTY),
                orders.get(row, LIMIT), stop, (flags & REDUCE_ONLY) != 0),
            new OrderRow.Origin(orders.get(row, DECISION), (flags & KNOWN) != 0),
            new OrderRow.Progress(state(row, stepCount), cum, leaves, averagePriceE8(row, fillCount), feesE8(row, fillCount), life));
    }

    private boolean isStateChange(final int step) {
        return (Codes.instrument(steps.get(step, STEP_CODES)) & STATE_CHANGE) == STATE_CHANGE;
    }

    private List<OrderChange> life(final int order, final int stepCount) {
        final List<OrderChange> life = new ArrayList<>();
        for (int step = (int) orders.get(order, LAST_STEP); step != NONE; step = (int) steps.get(step, STEP_PREVIOUS)) {
            if (step < stepCount) {
                life.add(change(step));
            }
        }
        Collections.reverse(life);
        return Collections.unmodifiableList(life);
    }

    private OrderChange change(final int step) {
        final long codes = steps.get(step, STEP_CODES);
        final boolean isStateChange = isStateChange(step);
        return new OrderChange(
            steps.get(step, LongTable.SEQUENCE), steps.get(step, LongTable.TIME),
            isStateChange ? null : OrderKind.get((short) Codes.instrument(codes)),
            isStateChange ? transition(codes) : OrderChange.Transition.NONE,
            steps.get(step, STEP_CUM), steps.get(step, STEP_LEAVES), steps.get(step, STEP_STOP));
    }

    /** Messages to the venue at or after an event time, among so many orders and steps. */
    long messagesSince(final long timeNs, final int size, final int stepCount) {
        long messages = size - orders.firstAtLeast(LongTable.TIME, timeNs, size);
        for (int step = steps.firstAtLeast(LongTable.TIME, timeNs, stepCount); step < stepCount; step++) {
            messages += isStateChange(step) ? 0 : 1;
        }
        return messages;
    }

    private static OrderChange.Transition transition(final long codes) {
        return new OrderChange.Transition(
            OrderState.get((short) (codes >> FROM_SHIFT)), OrderState.get(Codes.first(codes)), OrderEvent.get(Codes.second(codes)),
            VenueReason.get(Codes.third(codes)));
    }

    private long averagePriceE8(final int order, final int fillCount) {
        BigInteger value = BigInteger.ZERO;
        long qty = 0;
        for (int fill = (int) orders.get(order, LAST_FILL); fill != NONE; fill = (int) fills.get(fill, FILL_PREVIOUS)) {
            if (fill < fillCount) {
                final long fillQty = fills.get(fill, FillRow.QTY);
                value = value.add(BigInteger.valueOf(fills.get(fill, FillRow.PRICE)).multiply(BigInteger.valueOf(fillQty)));
                qty += fillQty;
            }
        }
        return qty == 0 ? 0 : value.divide(BigInteger.valueOf(qty)).longValueExact();
    }

    private long feesE8(final int order, final int fillCount) {
        long fees = 0;
        for (int fill = (int) orders.get(order, LAST_FILL); fill != NONE; fill = (int) fills.get(fill, FILL_PREVIOUS)) {
            fees += fill < fillCount ? fills.get(fill, FillRow.FEE) : 0;
        }
        return fees;
    }
}
