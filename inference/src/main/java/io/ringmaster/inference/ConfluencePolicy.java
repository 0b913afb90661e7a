package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/**
 * The strategies vote.
 *
 * <ol>
 * <li>Heard is a strategy that is active, speaks of this instrument, and whose recommendation is at most {@code maxAge} old. Actionable
 *     is LONG or SHORT with strength and confidence at least {@code minStrength} and {@code minConfidence}; FLAT always is.
 * <li>The direction is the one of LONG, SHORT and FLAT with most votes; a tie keeps the position. FLAT leaves the market.
 * <li>Where timeframes are given, those of each vote among themselves, and the direction is the one most timeframes have, if they are at
 *     least {@code minTimeframes}; their number n adds {@code min(0.05 (n - 1), 0.15)} to the confidence. Strategies on other timeframes
 *     are not heard, and a recommendation may be older by the length of its bar.
 * <li>Where {@code bookVote} is above 0, the book votes too: LONG or SHORT if its score is at least {@code bookVoteFrom} and at most
 *     {@code bookVoteMaxAge} old, with strength and confidence {@code 0.4 + 0.6 |score|}. It never outvotes FLAT and never acts alone.
 * <li>Strength and confidence are the weighted means over those that agree, plus {@code min(0.1 (n - 1), 0.3)} for n of them. The regime
 *     multiplies a strategy's weight, where {@code regime} is on.
 * <li>The order book adds {@code imbalanceWeight} to the confidence when its imbalance is at least {@code imbalanceThreshold} in the
 *     direction, and takes it when it is that much against.
 * <li>Sure fire: at least {@code minAgreeing} agree, the book agrees, and the confidence is at least {@code executeConfidence}: strength
 *     + 0.15, confidence + 0.10. Both end at 1.
 * <li>Gates: {@code minAgreeing} agree, or, unless {@code solo} is false, fewer at {@code soloConfidence} ({@code favouredConfidence} for
 *     the favoured strategy); and confidence at least {@code executeConfidence}.
 * <li>Stop and target are the tightest of those that agree and name one: for a long the highest stop and the lowest target.
 * </ol>
 *
 * <p>Source of the rules and numbers: requirements, section D; confluence of dmitriy718/ai-trade at 96fb8339.
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
        timeframesNs = settings.timeframesNs().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        if (settings.timeframesNs().isEmpty()) {
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

    /** HOLD where the book does not vote. */
    private Signal bookSide(final Observation seen) {
        final boolean votes = settings.bookVote() > 0 && Math.abs(seen.bookScore) >= settings.bookVoteFrom() && seen.bookScore != 0
            && seen.timeNs - seen.bookTimeNs <= settings.bookVoteMaxAgeNs();
        return !votes ? Signal.HOLD : seen.bookScore > 0 ? Signal.LONG : Signal.SHORT;
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
        if (direction != Signal.HOLD && agreeing < settings.minTimeframes()) {
            target.reason = DecisionReason.TIMEFRAMES;
            return;
        }
        follow(seen, target, direction, agreeing);
    }

    /** HOLD where nobody votes, and where the most are as many as others; then the target says why. */
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
                // Keeps what there is; the target says why.
            }
        }
    }

    /** @param timeframeNs of those asked; {@link #ALL} for everybody */
    private int votes(final Observation seen, final Signal wanted, final long timeframeNs) {
        int votes = 0;
        for (int i = 0; i < seen.strategies(); i++) {
            votes += (timeframeNs == ALL || seen.timeframeNs(i) == timeframeNs) && isHeard(seen, i, wanted) ? 1 : 0;
        }
        return votes;
    }

    private boolean isHeard(final Observation seen, final int i, final Signal wanted) {
        return seen.signal[i] == wanted && Targets.isCurrent(seen, i, maxAgeNs(seen, i)) && isAsked(seen.timeframeNs(i))
            && (wanted == Signal.FLAT
                || (seen.strength[i] >= settings.minStrength() && seen.confidence[i] >= settings.minConfidence()));
    }

    /** Where timeframes vote, the word on a long bar stands until the next one could have closed. */
    private long maxAgeNs(final Observation seen, final int i) {
        return settings.maxAgeNs() == 0 || timeframesNs.length == 0 ? settings.maxAgeNs() : settings.maxAgeNs() + seen.timeframeNs(i);
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
        final int agreeing = strategies + (bookVotes ? 1 : 0);
        final double bookConfidence = Math.min(1, BOOK_CONFIDENCE + BOOK_CONFIDENCE_BY_SCORE * Math.abs(seen.bookScore));
        double strength = bookVotes ? settings.bookVote() * bookConfidence : 0;
        double confidence = strength;
        double weight = bookVotes ? settings.bookVote() : 0;
        boolean favouredAgrees = false;
        double heaviest = -1;
        target.signal = direction;
        for (int i = 0; i < seen.strategies(); i++) {
            if (isHeard(seen, i, direction)) {
                strength += seen.weight(i) * seen.strength[i];
                confidence += seen.weight(i) * seen.confidence[i];
                weight += seen.weight(i);
                if (seen.weight(i) * seen.confidence[i] > heaviest) {
                    heaviest = seen.weight(i) * seen.confidence[i];
                    target.strategyIndex = i;
                }
                favouredAgrees |= seen.id(i).equals(settings.favoured());
                Targets.tighten(target, seen.stopPriceE8[i], seen.targetPriceE8[i]);
            }
        }
        final double bonus = Math.min(BONUS_PER_VOTE * (agreeing - 1), LARGEST_BONUS);
        final double towards = direction == Signal.LONG ? seen.imbalance : -seen.imbalance;
        final boolean bookAgrees = towards >= settings.imbalanceThreshold() && towards > 0;
        final boolean bookDisagrees = -towards >= settings.imbalanceThreshold() && towards < 0;
        strength = strength / weight + bonus;
        confidence = confidence / weight + bonus + Math.min(BONUS_PER_TIMEFRAME * (agreeingTimeframes - 1), LARGEST_TIMEFRAME_BONUS)
            + (bookAgrees ? settings.imbalanceWeight() : 0) - (bookDisagrees ? settings.imbalanceWeight() : 0);
        if (agreeing >= settings.minAgreeing() && bookAgrees && confidence >= settings.executeConfidence()) {
            strength += SURE_FIRE_STRENGTH;
            confidence += SURE_FIRE_CONFIDENCE;
        }
        target.strength = Math.clamp(strength, 0, 1);
        target.confidence = Math.clamp(confidence, 0, 1);
        target.agreeing = agreeing;
        gate(target, favouredAgrees);
    }

    private void gate(final Target target, final boolean favouredAgrees) {
        final boolean enough = target.agreeing >= settings.minAgreeing();
        final double soloNeeded = favouredAgrees ? settings.favouredConfidence() : settings.soloConfidence();
        if (!enough && !settings.solo()) {
            refuse(target, DecisionReason.TOO_FEW);
            return;
        }
        if (target.confidence < settings.executeConfidence() || (!enough && target.confidence < soloNeeded)) {
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
