package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.journal.ThoughtText;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.ThoughtCode;

/**
 * What was known of an instrument just before a decision.
 *
 * @param positionE8   signed; {@link DecisionCard#UNKNOWN} if it is not recorded
 * @param lastThought  null if there is none
 * @param latched      why trading is latched; null if it is not
 * @param lastOrder    the last order that carries out an earlier decision; null if there is none
 * @param sameTargets  how often in a row the policy has given this target, with this decision
 */
record Background(long positionE8, Thought lastThought, String latched, LastOrder lastOrder, int sameTargets) {

    /** An order and its state. An instrument has at most one at a time that carries out a decision. */
    record LastOrder(long clientOrderId, OrderState state) {

        boolean isWorking() {
            return switch (state) {
                case PENDING_NEW, NEW, PARTIALLY_FILLED, PENDING_CANCEL, UNKNOWN -> true;
                case FILLED, CANCELED, EXPIRED, REJECTED, NULL_VAL -> false;
            };
        }
    }

    /** A thought and its two numbers. */
    record Thought(ThoughtCode code, long a, long b, long timeNs) {

        String text() {
            return ThoughtText.of(code, a, b);
        }
    }
}
