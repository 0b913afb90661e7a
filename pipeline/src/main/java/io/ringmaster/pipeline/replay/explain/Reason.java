package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.journal.ThoughtText;
import io.ringmaster.pipeline.replay.explain.DecisionCard.Limit;
import io.ringmaster.pipeline.replay.explain.DecisionCard.SentOrder;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import java.util.List;

/** A sentence about a decision: which orders followed, or why none did. */
final class Reason {

    /** Thoughts that say why there is no order, the most definite first. */
    private static final List<ThoughtCode> OBSTACLES = List.of(
        ThoughtCode.COOLDOWN, ThoughtCode.REWARD_TOO_SMALL, ThoughtCode.RISK_OF_RUIN, ThoughtCode.BELOW_MINIMUM, ThoughtCode.NO_REFERENCE,
        ThoughtCode.LEAVING, ThoughtCode.LATCHED_IDLE, ThoughtCode.FLATTENING, ThoughtCode.STOP_HIT, ThoughtCode.TARGET_HIT,
        ThoughtCode.WISH_DROPPED, ThoughtCode.WISH_EXPIRED, ThoughtCode.WORKING_ORDER, ThoughtCode.TARGET_REACHED);

    private Reason() {
    }

    static String of(final OpenCard card, final InputsAtDecision.Facts inputs) {
        if (!card.orders().isEmpty()) {
            return followed(card);
        }
        if (card.wanted.signal() == Signal.HOLD) {
            return held(card);
        }
        final String obstacle = obstacle(card, inputs);
        return obstacle != null ? obstacle : withoutObstacle(card);
    }

    private static String followed(final OpenCard card) {
        final long filledE8 = card.orders().stream().mapToLong(SentOrder::filledQtyE8).sum();
        final int count = card.orders().size();
        return (count == 1 ? "One order followed" : count + " orders followed") + "; " + FixedPoint.format(filledE8) + " was filled.";
    }

    private static String held(final OpenCard card) {
        return switch (card.wanted.reason()) {
            case STALE -> "The policy was not asked: the market's data were too old. The position stays.";
            case BOOK_INVALID -> "The policy was not asked: the book could not be read, or there was no mark. The position stays.";
            case NOT_WARM -> "The policy was not asked: an input was not warmed up. The position stays.";
            case NO_SIGNAL -> "The policy keeps the position: no strategy wants anything that counts.";
            case TIE -> "The policy keeps the position: the votes are tied.";
            case LOW_CONFIDENCE -> "The policy keeps the position: there is a direction, but not enough confidence.";
            case TIMEFRAMES -> "The policy keeps the position: too few timeframes agree.";
            case TOO_FEW -> "The policy keeps the position: too few strategies agree, and one alone may not decide.";
            case MODEL_INVALID -> "The policy keeps the position: the model's output is not finite or out of range.";
            case MODEL_UNKNOWN -> "The policy keeps the position: too many features of the model's observation are unknown.";
            case MODEL_LATE -> "The policy keeps the position: the model takes longer than its time budget.";
            case MODEL_SKIP -> "The policy keeps the position: the model skips what the strategies propose.";
            case MODEL -> "The policy keeps the position: " + card.roster.modelHolds() + '.';
            case CONFLUENCE, SOLO, SINGLE, FLAT_SIGNAL, EXPERTS, NULL_VAL -> "The policy keeps the position.";
        };
    }

    /** Returns null if nothing that is recorded stood in the way. */
    private static String obstacle(final OpenCard card, final InputsAtDecision.Facts inputs) {
        final int most = card.roster.maxSameTargets();
        if (card.wanted.signal() != Signal.FLAT && most > 0 && card.before.sameTargets() > most) {
            return "No order: the policy gave this target " + card.before.sameTargets() + " times in a row, and risk.maxSameTargets is " + most + ".";
        }
        if (card.refusal() != null && isRefused(card)) {
            return "No order: " + card.refusal().text() + ".";
        }
        for (final ThoughtCode code : OBSTACLES) {
            final Limit thought = card.thought(code);
            if (thought != null) {
                return "No order: " + thought.text() + ".";
            }
        }
        if (inputs.stopped() != null) {
            return "No order: the session is " + inputs.stopped() + ".";
        }
        return card.before.latched() == null ? null : "No order: trading is latched (" + card.before.latched() + ").";
    }

    /** A refusal may also be that of a protective stop. The thought about it is recorded once, so it may come before the decision. */
    private static boolean isRefused(final OpenCard card) {
        final Background.Thought last = card.before.lastThought();
        return card.thought(ThoughtCode.RISK_REFUSED) != null || last != null && last.code() == ThoughtCode.RISK_REFUSED;
    }

    /** A thought that is the same as the one before is not recorded again. */
    private static String withoutObstacle(final OpenCard card) {
        final long positionE8 = card.before.positionE8();
        if (!card.canceled().isEmpty()) {
            return "No new order: order " + card.canceled().getFirst() + " of an earlier decision was canceled.";
        }
        if (card.wanted.signal() == Signal.FLAT && positionE8 == 0) {
            return "No order: the position is flat already.";
        }
        final Background.LastOrder order = card.before.lastOrder();
        if (order != null && order.isWorking()) {
            return "No new order: order " + order.clientOrderId() + " of an earlier decision was working already.";
        }
        final Background.Thought last = card.before.lastThought();
        if (last != null && OBSTACLES.contains(last.code())) {
            return "No order, for the reason recorded at " + Instant.ofEpochSecond(0, last.timeNs()) + ": " + last.text() + ".";
        }
        if (order != null && order.state() != OrderState.FILLED) {
            return "No order up to the next decision: order " + order.clientOrderId() + " of an earlier decision had ended "
                + ThoughtText.words(order.state().name()) + ", and a new attempt waits a while.";
        }
        if (positionE8 != DecisionCard.UNKNOWN && Long.signum(positionE8) == Long.signum(card.wanted.exposureE8()) && positionE8 != 0) {
            return "No order: the position is on that side already, and its size needs no change.";
        }
        return "No order, and no record says why." + (last == null ? "" : " The last thought before it: " + last.text() + ".");
    }
}
