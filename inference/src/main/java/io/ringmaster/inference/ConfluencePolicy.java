package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/**
 * A target from the votes of the strategies.
 *
 * <ol>
 * <li>A strategy votes if it is active, trades this instrument, and its recommendation is at most {@code maxAge} old. A vote for LONG or
 *     SHORT needs a strength of {@code minStrength} and a confidence of {@code minConfidence}; a vote for FLAT always counts.
 * <li>The direction is the one of LONG, SHORT and FLAT with most votes. A tie keeps the position. FLAT leaves the market.
 * <li>If timeframes are given, the strategies of each timeframe vote first. The direction is the one that most timeframes choose, if at
 *     least {@code minTimeframes} choose it. If n timeframes choose it, the confidence grows by {@code min(0.05 (n - 1), 0.15)}. Strategies
 *     on other timeframes have no vote, and a recommendation may be older by the length of its bar.
 * <li>If {@code bookVote} is above 0, the order book votes too: LONG or SHORT if its score is at least {@code bookVoteFrom} and at most
 *     {@code bookVoteMaxAge} old, with strength and confidence {@code 0.4 + 0.6 |score|}. It never outvotes FLAT and never acts alone.
 * <li>If n strategies agree, strength and confidence are their weighted means plus {@code min(0.1 (n - 1), 0.3)}. If {@code regime} is on,
 *     the regime multiplies a strategy's weight.
 * <li>The confidence grows by {@code imbalanceWeight} if the book's imbalance is at least {@code imbalanceThreshold} in the direction, and
 *     falls by it if the imbalance is at least that much in the opposite direction.
 * <li>If at least {@code minAgreeing} agree, the book agrees and the confidence is at least {@code executeConfidence}, the strength grows by
 *     0.15 and the confidence by 0.10. Neither exceeds 1.
 * <li>A target needs a confidence of at least {@code executeConfidence} and {@code minAgreeing} strategies that agree. Unless {@code solo}
 *     is false, fewer are enough at {@code soloConfidence}, or at {@code favouredConfidence} if the favoured strategy agrees.
 * <li>Stop and target price are the tightest that an agreeing strategy names: for a long the highest stop and the lowest target.
 * </ol>
 *
 * <p>The rules and numbers come from requirements, section D; confluence of dmitriy718/ai-trade at 96fb8339.
 */
public final class ConfluencePolicy implements Policy {

    private static final double BONUS_PER_VOTE = 0.1;
    private static final double LARGEST_BONUS = 0.3;
    private static final double SURE_FIRE_STRENGTH = 0.15;
    private static final double SURE_FIRE_CONFIDENCE = 0.10;

    private static final double BONUS_PER_TIMEFRAME = 0.05;
    private static final double LARGEST_TIMEFRAME_BONUS = 0.15;
    private static final double BOOK_CONFIDENCE = 0.4;
    private static final double BOOK_CONFIDENCE_BY_SCORE = 0.6;
    private static final long ALL = 0;

    private final PolicySettings settings;
    private final long[] timeframesNs;

    public ConfluencePolicy(final PolicySettings settings) {
        this.settings = settings;
        timeframesNs = settings.timeframes().timeframesNs().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        if (settings.timeframes().timeframesNs().isEmpty()) {
            follow(seen, target, direction(seen, target), 1);
        } else {
            decideByTimeframes(seen, target);
        }
    }

    private Signal direction(final Observation seen, final Target target) {
        final int longs = votes(seen, Signal.LONG, ALL);
        final int shorts = votes(seen, Signal.SHORT, ALL);
        final int flats = votes(seen, Signal.FLAT, ALL);
        final Signal book = Math.max(longs, shorts) > flats ? bookSide(seen) : Signal.HOLD;
        return majority(longs + (book == Signal.LONG ? 1 : 0), shorts + (book == Signal.SHORT ? 1 : 0), flats, target);
    }

    /** The side the book votes for; HOLD if it does not vote. */
    private Signal bookSide(final Observation seen) {
        final PolicySettings.Context context = settings.context();
        final double score = seen.market.bookScore;
        final boolean votes = context.bookVote() > 0 && Math.abs(score) >= context.bookVoteFrom() && score != 0
            && seen.timeNs - seen.market.bookTimeNs <= context.bookVoteMaxAgeNs();
        return !votes ? Signal.HOLD : score > 0 ? Signal.LONG : Signal.SHORT;
    }

    private void decideByTimeframes(final Observation seen, final Target target) {
        int longs = 0;
        int shorts = 0;
        int flats = 0;
        for (final long timeframeNs : timeframesNs) {
            final Signal direction = majority(
                votes(seen, Signal.LONG, timeframeNs), votes(seen, Signal.SHORT, timeframeNs), votes(seen, Signal.FLAT, timeframeNs), target);
            longs += direction == Signal.LONG ? 1 : 0;
            shorts += direction == Signal.SHORT ? 1 : 0;
            flats += direction == Signal.FLAT ? 1 : 0;
        }
        target.reason = DecisionReason.NO_SIGNAL;
        final Signal direction = majority(longs, shorts, flats, target);
        final int agreeing = Math.max(longs, Math.max(shorts, flats));
        if (direction != Signal.HOLD && agreeing < settings.timeframes().minTimeframes()) {
            target.reason = DecisionReason.TIMEFRAMES;
            return;
        }
        follow(seen, target, direction, agreeing);
    }

    /** The choice with most votes; HOLD without a vote, and HOLD on a tie, which becomes the target's reason. */
    private static Signal majority(final int longs, final int shorts, final int flats, final Target target) {
        final int most = Math.max(longs, Math.max(shorts, flats));
        if (most == 0) {
            return Signal.HOLD;
        }
        if ((longs == most ? 1 : 0) + (shorts == most ? 1 : 0) + (flats == most ? 1 : 0) > 1) {
            target.reason = DecisionReason.TIE;
            return Signal.HOLD;
        }
        return flats == most ? Signal.FLAT : longs == most ? Signal.LONG : Signal.SHORT;
    }

    private void follow(final Observation seen, final Target target, final Signal direction, final int agreeingTimeframes) {
        switch (direction) {
            case FLAT -> Targets.flat(target, DecisionReason.FLAT_SIGNAL, votes(seen, Signal.FLAT, ALL));
            case LONG, SHORT -> direct(seen, target, direction, votes(seen, direction, ALL), agreeingTimeframes);
            case HOLD, NULL_VAL -> {
                // The position stays, and the target has the reason.
            }
        }
    }

    /** @param timeframeNs only strategies on this timeframe vote; {@link #ALL} for all strategies */
    private int votes(final Observation seen, final Signal wanted, final long timeframeNs) {
        int votes = 0;
        for (int i = 0; i < seen.strategies(); i++) {
            votes += (timeframeNs == ALL || seen.timeframeNs(i) == timeframeNs) && isHeard(seen, i, wanted) ? 1 : 0;
        }
        return votes;
    }

    private boolean isHeard(final Observation seen, final int i, final Signal wanted) {
        return seen.recommendations.signal[i] == wanted && Targets.isCurrent(seen, i, maxAgeNs(seen, i)) && isAsked(seen.timeframeNs(i))
            && (wanted == Signal.FLAT || isStrong(seen, i));
    }

    private boolean isStrong(final Observation seen, final int i) {
        return seen.recommendations.strength[i] >= settings.filter().minStrength()
            && seen.recommendations.confidence[i] >= settings.filter().minConfidence();
    }

    /** If timeframes vote, a recommendation counts until the next bar of its timeframe could have closed. */
    private long maxAgeNs(final Observation seen, final int i) {
        final long ageNs = settings.filter().maxAgeNs();
        return ageNs == 0 || timeframesNs.length == 0 ? ageNs : ageNs + seen.timeframeNs(i);
    }

    private boolean isAsked(final long timeframeNs) {
        boolean isListed = timeframesNs.length == 0;
        for (final long listed : timeframesNs) {
            isListed |= listed == timeframeNs;
        }
        return isListed;
    }

    private void direct(
        final Observation seen, final Target target, final Signal direction, final int strategies, final int agreeingTimeframes) {
        final boolean bookVotes = bookSide(seen) == direction;
        target.signal = direction;
        target.agreeing = strategies + (bookVotes ? 1 : 0);
        final boolean favouredAgrees = average(seen, target, bookVotes);
        grade(seen, target, agreeingTimeframes);
        gate(target, favouredAgrees);
    }

    /**
     * Sets strength and confidence to the weighted means over those that agree with the target's direction, and the stop and the target price
     * to the tightest.
     *
     * @return whether the favoured strategy agrees
     */
    private boolean average(final Observation seen, final Target target, final boolean bookVotes) {
        final Recommendations all = seen.recommendations;
        final double bookConfidence = Math.min(1, BOOK_CONFIDENCE + BOOK_CONFIDENCE_BY_SCORE * Math.abs(seen.market.bookScore));
        double strength = bookVotes ? settings.context().bookVote() * bookConfidence : 0;
        double confidence = strength;
        double weight = bookVotes ? settings.context().bookVote() : 0;
        double heaviest = -1;
        boolean favouredAgrees = false;
        for (int i = 0; i < seen.strategies(); i++) {
            if (isHeard(seen, i, target.signal)) {
                strength += seen.weight(i) * all.strength[i];
                confidence += seen.weight(i) * all.confidence[i];
                weight += seen.weight(i);
                if (seen.weight(i) * all.confidence[i] > heaviest) {
                    heaviest = seen.weight(i) * all.confidence[i];
                    target.strategyIndex = i;
                }
                favouredAgrees |= seen.id(i).equals(settings.agreement().favoured());
                Targets.tighten(target, all.stopPriceE8[i], all.targetPriceE8[i]);
            }
        }
        target.strength = strength / weight;
        target.confidence = confidence / weight;
        return favouredAgrees;
    }

    /** Adds to strength and confidence what the number of votes, the timeframes and the order book are worth. */
    private void grade(final Observation seen, final Target target, final int agreeingTimeframes) {
        final double bonus = Math.min(BONUS_PER_VOTE * (target.agreeing - 1), LARGEST_BONUS);
        final double towards = target.signal == Signal.LONG ? seen.market.imbalance : -seen.market.imbalance;
        final boolean bookAgrees = towards >= settings.imbalance().imbalanceThreshold() && towards > 0;
        final boolean bookDisagrees = -towards >= settings.imbalance().imbalanceThreshold() && towards < 0;
        double strength = target.strength + bonus;
        double confidence = target.confidence + bonus + Math.min(BONUS_PER_TIMEFRAME * (agreeingTimeframes - 1), LARGEST_TIMEFRAME_BONUS)
            + (bookAgrees ? settings.imbalance().imbalanceWeight() : 0) - (bookDisagrees ? settings.imbalance().imbalanceWeight() : 0);
        if (target.agreeing >= settings.agreement().minAgreeing() && bookAgrees && confidence >= settings.agreement().executeConfidence()) {
            strength += SURE_FIRE_STRENGTH;
            confidence += SURE_FIRE_CONFIDENCE;
        }
        target.strength = Math.clamp(strength, 0, 1);
        target.confidence = Math.clamp(confidence, 0, 1);
    }

    private void gate(final Target target, final boolean favouredAgrees) {
        final boolean enough = target.agreeing >= settings.agreement().minAgreeing();
        final double soloNeeded = favouredAgrees ? settings.agreement().favouredConfidence() : settings.agreement().soloConfidence();
        if (!enough && !settings.agreement().solo()) {
            refuse(target, DecisionReason.TOO_FEW);
            return;
        }
        if (target.confidence < settings.agreement().executeConfidence() || (!enough && target.confidence < soloNeeded)) {
            refuse(target, DecisionReason.LOW_CONFIDENCE);
            return;
        }
        target.reason = enough ? DecisionReason.CONFLUENCE : DecisionReason.SOLO;
        target.exposureE8 = Targets.exposureE8(settings, target);
    }

    private static void refuse(final Target target, final DecisionReason why) {
        target.signal = Signal.HOLD;
        target.exposureE8 = 0;
        target.reason = why;
    }
}
