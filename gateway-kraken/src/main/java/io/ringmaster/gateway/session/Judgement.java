package io.ringmaster.gateway.session;

import io.ringmaster.gateway.session.LiveOrder.Knowledge;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.schema.OrderType;

/** What evidence proves of one order. Pure: an order and what the venue said go in, a verdict comes out. */
final class Judgement {

    /** What a clock difference and a slow matching engine may add to the time the venue acts within. */
    static final long SLACK_MS = 1_000;

    /** What to do with an order. */
    enum Verdict {
        /** Nothing: the evidence is older than the order, or contains nothing new. */
        NOTHING,
        /** It is done and yet open at the venue: it is canceled. */
        CANCEL,
        /** It is done and not open: a scheduled cancel is dropped. */
        FORGET_CANCEL,
        /** The venue has it. */
        OPEN,
        /** The venue refused it. */
        REJECTED,
        /** The venue had it, and it closed; its fills may be still to come. */
        CLOSED,
        /** The venue had it and it is gone, with all its fills known. */
        ENDED,
        /** The venue had it and it is gone, but the position says that a fill is still to come. */
        ENDED_WITH_FILLS_TO_COME,
        /** It never arrived and no longer can. */
        EXPIRED,
        /** Nothing is proven yet: the venue is asked again soon. */
        WAIT,
        /** It is a stop that may be sent again, as soon as evidence begins after the end of its request. */
        WAIT_TO_SEND_AGAIN,
        /** It is a stop that is nowhere: it is sent again under its id. */
        SEND_AGAIN
    }

    /** What to do with the price of a resting stop. */
    enum StopVerdict {
        /** It rests where it is known to rest. */
        AS_KNOWN,
        /** Nothing is proven yet: the venue is asked again soon. */
        WAIT,
        /** The move that was asked for was carried out. */
        MOVED,
        /** The move that was asked for was not carried out and no longer can be. */
        NOT_MOVED,
        /** An earlier move came late, or twice: it rests at another price. */
        MISPLACED
    }

    private Judgement() {
    }

    /**
     * Judges an order.
     *
     * @param open                as the evidence lists it; null if it is not open
     * @param isPositionExplained whether the fills known with this evidence make the venue's position
     * @param mayRepeat           whether a stop may be sent again: it reduces an existing position, and no cancel of it is scheduled
     */
    static Verdict of(
        final LiveOrder order, final VenueOrderState open, final Evidence evidence, final boolean isPositionExplained, final boolean mayRepeat) {
        if (order.sentMs() >= evidence.begunMs()) {
            return Verdict.NOTHING;
        }
        if (order.isDone()) {
            return ofDone(order, open);
        }
        if (open != null) {
            return Verdict.OPEN;
        }
        return switch (evidence.statuses().getOrDefault(order.clientText, "")) {
            case "REJECTED" -> Verdict.REJECTED;
            case "CANCELLED", "TRIGGER_ACTIVATION_FAILURE" -> isPositionExplained ? Verdict.ENDED : Verdict.ENDED_WITH_FILLS_TO_COME;
            // It closed between one question and the next, or its fills are still to come.
            case "ENTERED_BOOK", "TRIGGER_PLACED", "FULLY_EXECUTED" -> Verdict.CLOSED;
            default -> ofAbsent(order, evidence, isPositionExplained, mayRepeat);
        };
    }

    private static Verdict ofDone(final LiveOrder order, final VenueOrderState open) {
        if (open == null) {
            return Verdict.FORGET_CANCEL;
        }
        return order.filledE8 < order.qtyE8() && !order.isGone ? Verdict.CANCEL : Verdict.NOTHING;
    }

    /** It is not open, and the venue does not remember it by name. */
    private static Verdict ofAbsent(
        final LiveOrder order, final Evidence evidence, final boolean isPositionExplained, final boolean mayRepeat) {
        final boolean mayStillArrive = !order.isAcknowledged && evidence.serverMs() <= order.processBeforeMs() + SLACK_MS;
        if (mayStillArrive && order.awaitsRepeat() && mayRepeat) {
            return evidence.begunMs() >= order.requestEndedMs ? Verdict.SEND_AGAIN : Verdict.WAIT_TO_SEND_AGAIN;
        }
        // It may have been acknowledged after the venue made the list that it is missing in.
        final boolean isNewer = order.isAcknowledged && order.acknowledgedMs >= evidence.begunMs();
        if (mayStillArrive || isNewer || order.is(Knowledge.SENT) || !isPositionExplained) {
            return Verdict.WAIT;
        }
        return order.isAcknowledged ? Verdict.ENDED : Verdict.EXPIRED;
    }

    /**
     * Judges where an open order rests. Only evidence counts: the price in a message of a feed may be older than the last move.
     *
     * @param stopPriceE8 by what is open; 0 for none
     */
    static StopVerdict ofStop(final LiveOrder order, final long stopPriceE8, final Evidence evidence) {
        if (order.amendMs() >= evidence.begunMs()) {
            return StopVerdict.WAIT;
        }
        if (order.amendPriceE8() == 0) {
            return order.type() == OrderType.STOP && stopPriceE8 != 0 && stopPriceE8 != order.stopPriceE8()
                ? StopVerdict.MISPLACED : StopVerdict.AS_KNOWN;
        }
        if (stopPriceE8 == order.amendPriceE8()) {
            return StopVerdict.MOVED;
        }
        return evidence.serverMs() > order.amendBeforeMs() + SLACK_MS ? StopVerdict.NOT_MOVED : StopVerdict.WAIT;
    }
}
