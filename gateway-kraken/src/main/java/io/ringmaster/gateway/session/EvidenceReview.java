package io.ringmaster.gateway.session;

import io.ringmaster.gateway.session.Judgement.Verdict;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import java.util.Locale;
import java.util.Map;

/** Judges every order by evidence, and carries out the verdicts. One thread. */
final class EvidenceReview {

    private final LiveOrders orders;
    private final CancelSchedule cancels;
    private final OrderLife life;
    private final Questions questions;
    private final SessionTime time;
    private final OrderRequests requests;
    private final PositionComparison positions;
    private final SessionNews news;

    EvidenceReview(final OrderRequests.Parts parts, final OrderRequests requests, final PositionComparison positions, final SessionNews news) {
        orders = parts.orders();
        cancels = parts.cancels();
        life = parts.life();
        questions = parts.questions();
        time = parts.time();
        this.requests = requests;
        this.positions = positions;
        this.news = news;
    }

    /**
     * Judges all orders.
     *
     * @param open                those of our orders that are open, by our id
     * @param isPositionExplained whether the fills known with this evidence make the venue's position
     */
    void judgeAll(final Evidence evidence, final Map<String, VenueOrderState> open, final boolean isPositionExplained) {
        for (final LiveOrder order : orders.all()) {
            final VenueOrderState there = open.get(order.clientText);
            final boolean mayRepeat = !cancels.isWanted(order) && positions.isReducedBy(order);
            carryOut(Judgement.of(order, there, evidence, isPositionExplained, mayRepeat), order, there, evidence);
        }
    }

    private void carryOut(final Verdict verdict, final LiveOrder order, final VenueOrderState open, final Evidence evidence) {
        switch (verdict) {
            case NOTHING -> { }
            case FORGET_CANCEL -> cancels.forget(order);
            case CANCEL -> cancelDone(order, evidence);
            case OPEN -> onOpen(order, open, evidence);
            case REJECTED -> life.finished(order, ExecType.REJECTED, VenueReason.NONE);
            case CLOSED -> {
                life.acknowledged(order);
                questions.askSoon();
            }
            case ENDED -> life.ended(order);
            case ENDED_WITH_FILLS_TO_COME -> life.arrived(order);
            case EXPIRED -> life.finished(order, ExecType.EXPIRED, VenueReason.UNKNOWN_ORDER);
            case WAIT -> questions.askSoon();
            case WAIT_TO_SEND_AGAIN -> questions.askNow();
            case SEND_AGAIN -> requests.sendAgain(order);
        }
    }

    private void cancelDone(final LiveOrder order, final Evidence evidence) {
        if (!cancels.isWanted(order)) {
            news.onDifference("order " + order.clientText + " is open at Kraken but closed locally; canceling");
        }
        cancels.want(order, time.nowMs());
        cancels.onOpen(order, evidence.begunMs());
        questions.askSoon();
    }

    private void onOpen(final LiveOrder order, final VenueOrderState open, final Evidence evidence) {
        orders.learnId(order, open.venueOrderId());
        if (!order.isGone) {
            life.acknowledged(order);
        }
        if (open.quantities().filledE8() > order.filledE8) {
            questions.askSoon();
        }
        cancels.onOpen(order, evidence.begunMs());
        final long restsAtE8 = open.prices().stopPriceE8();
        switch (Judgement.ofStop(order, restsAtE8, evidence)) {
            case AS_KNOWN -> { }
            case WAIT -> questions.askSoon();
            case MOVED -> life.moved(order, true);
            case NOT_MOVED -> life.moved(order, false);
            case MISPLACED -> {
                news.onNotice(String.format(Locale.ROOT, "the stop %s rests at %s instead of %s; canceling", order.clientText,
                    FixedPoint.format(restsAtE8), FixedPoint.format(order.stopPriceE8())));
                cancels.want(order, time.nowMs());
            }
        }
    }
}
