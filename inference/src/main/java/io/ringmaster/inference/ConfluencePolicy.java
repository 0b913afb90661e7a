package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;

/**
 * A target from the votes of the strategies.
 *
 * <ol>
 * <li>A strategy votes if it is active, trades this instrument, and the last bar it decided on closed at most {@code maxAge} ago. A vote for LONG or
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
 * <li>If there is a {@code predictor}, the confidence becomes 0.7 times itself and 0.3 times the predictor's chance if one agrees alone, otherwise the
 *     mean of both. While the predictor cannot say, nothing is entered.
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
    private static final double OWN_PART_ALONE = 0.7;
    private static final double OWN_PART = 0.5;
    private static final double E8 = FixedPoint.ONE;

    private final PolicySettings settings;
    private final long[] timeframesNs;
    private final int favoured;
    /** Null if there is none. */
    private final Predictor predictor;
    /** Null unless the predictor is a model. */
    private final AskedModel model;
    private final Agreeing agreeing = new Agreeing();

    /** @param model is the predictor; null unless that is a model */
    public ConfluencePolicy(final PolicySettings settings, final Voters voters, final AskedModel model) {
        this.settings = settings;
        this.model = model;
        timeframesNs = settings.confluence().timeframes().timeframesNs().stream().mapToLong(Long::longValue).toArray();
        favoured = voters.indexOf(settings.confluence().agreement().favoured());
        predictor = switch (settings.confluence().predictor()) {
            case OFF -> null;
            case HEURISTIC -> (seen, direction) -> seen.market.chance;
            case MODEL -> new ModelPredictor(model, settings.model());
        };
    }

    @Override
    public void reportAnswer(final ModelAnswer out) {
        if (model != null) {
            model.report(out);
        }
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        final Basis votes = target.basis;
        votes.longs = votes(seen, Vote.LONG);
        votes.shorts = votes(seen, Vote.SHORT);
        votes.flats = votes(seen, Vote.FLAT);
        if (timeframesNs.length == 0) {
            follow(seen, target, direction(seen, target), 1);
        } else {
            decideByTimeframes(seen, target);
        }
    }

    private Signal direction(final Observation seen, final Target target) {
        final Basis votes = target.basis;
        final Signal book = Math.max(votes.longs, votes.shorts) > votes.flats ? bookSide(seen) : Signal.HOLD;
        return majority(votes.longs + (book == Signal.LONG ? 1 : 0), votes.shorts + (book == Signal.SHORT ? 1 : 0), votes.flats, target);
    }

    /** The side the book votes for; HOLD if it does not vote. */
    private Signal bookSide(final Observation seen) {
        final PolicySettings.Context context = settings.confluence().context();
        final double score = seen.market.bookScore;
        final boolean votes = context.bookVote() > 0 && Math.abs(score) >= context.bookVoteFrom() && score != 0
            && seen.timeNs - seen.market.bookTimeNs <= context.bookVoteMaxAgeNs();
        return !votes ? Signal.HOLD : score > 0 ? Signal.LONG : Signal.SHORT;
    }

    private void decideByTimeframes(final Observation seen, final Target target) {
        int longs = 0;
        int shorts = 0;
        int flats = 0;
        for (final SeriesTally series : seen.tallies.of(seen.instrumentId)) {
            final Signal direction = !isHeard(seen, series) ? Signal.HOLD
                : majority(series.votes(Vote.LONG), series.votes(Vote.SHORT), series.votes(Vote.FLAT), target);
            longs += direction == Signal.LONG ? 1 : 0;
            shorts += direction == Signal.SHORT ? 1 : 0;
            flats += direction == Signal.FLAT ? 1 : 0;
        }
        target.reason = DecisionReason.NO_SIGNAL;
        final Signal direction = majority(longs, shorts, flats, target);
        final int most = Math.max(longs, Math.max(shorts, flats));
        if (direction != Signal.HOLD && most < settings.confluence().timeframes().minTimeframes()) {
            target.reason = DecisionReason.TIMEFRAMES;
            return;
        }
        follow(seen, target, direction, most);
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
            case FLAT -> Targets.flat(target, DecisionReason.FLAT_SIGNAL, target.basis.flats);
            case LONG, SHORT -> direct(seen, target, direction, agreeingTimeframes);
            case HOLD, NULL_VAL -> {
                // The position stays, and the target has the reason.
            }
        }
    }

    private int votes(final Observation seen, final Vote wanted) {
        int votes = 0;
        for (final SeriesTally series : seen.tallies.of(seen.instrumentId)) {
            votes += isHeard(seen, series) ? series.votes(wanted) : 0;
        }
        return votes;
    }

    /** If timeframes vote, a recommendation counts until the next bar of its timeframe could have closed. */
    private boolean isHeard(final Observation seen, final SeriesTally series) {
        final long ageNs = settings.filter().maxAgeNs();
        return isAsked(series.timeframeNs())
            && series.isCurrent(seen.timeNs, ageNs == 0 || timeframesNs.length == 0 ? ageNs : ageNs + series.timeframeNs());
    }

    private boolean isAsked(final long timeframeNs) {
        boolean isListed = timeframesNs.length == 0;
        for (final long listed : timeframesNs) {
            isListed |= listed == timeframeNs;
        }
        return isListed;
    }

    private void direct(final Observation seen, final Target target, final Signal direction, final int agreeingTimeframes) {
        final Vote vote = Vote.of(direction);
        final boolean bookVotes = bookSide(seen) == direction;
        sum(seen, vote);
        target.signal = direction;
        target.agreeing = agreeing.strategies + (bookVotes ? 1 : 0);
        average(seen, target, bookVotes);
        name(seen.tallies, target);
        grade(seen, target, agreeingTimeframes);
        if (!predict(seen, target)) {
            return;
        }
        gate(target, seen.tallies.isCounted(favoured, vote) && isHeard(seen, seen.tallies.seriesOf(favoured))
            && seen.tallies.instrumentId(favoured) == seen.instrumentId);
    }

    private void sum(final Observation seen, final Vote vote) {
        agreeing.clear();
        for (final SeriesTally series : seen.tallies.of(seen.instrumentId)) {
            if (isHeard(seen, series)) {
                series.addTo(agreeing, vote);
            }
        }
    }

    /** Sets strength and confidence to the weighted means over those that agree with the target's direction. */
    private void average(final Observation seen, final Target target, final boolean bookVotes) {
        final double bookWeight = bookVotes ? settings.confluence().context().bookVote() : 0;
        final double book = bookVotes ? bookWeight * Math.min(1, BOOK_CONFIDENCE + BOOK_CONFIDENCE_BY_SCORE * Math.abs(seen.market.bookScore)) : 0;
        final double weight = agreeing.weightE8 / E8 + bookWeight;
        target.strength = (agreeing.strengthE8 / E8 + book) / weight;
        target.confidence = (agreeing.confidenceE8 / E8 + book) / weight;
    }

    /** Names the strategies that lead, and takes the tightest stop and target price. */
    private void name(final Tallies all, final Target target) {
        final Basis basis = target.basis;
        basis.weightE8 = agreeing.weightE8;
        basis.stopStrategyIndex = agreeing.stop.strategyIndex();
        basis.targetStrategyIndex = agreeing.target.strategyIndex();
        target.strategyIndex = agreeing.heaviest.strategyIndex();
        target.stopPriceE8 = basis.stopStrategyIndex == Target.NO_STRATEGY ? Target.NO_PRICE : all.words().stopPriceE8(basis.stopStrategyIndex);
        target.targetPriceE8 =
            basis.targetStrategyIndex == Target.NO_STRATEGY ? Target.NO_PRICE : all.words().targetPriceE8(basis.targetStrategyIndex);
    }

    /** Adds to strength and confidence what the number of votes, the timeframes and the order book are worth. */
    private void grade(final Observation seen, final Target target, final int agreeingTimeframes) {
        final double bonus = Math.min(BONUS_PER_VOTE * (target.agreeing - 1), LARGEST_BONUS);
        final double towards = target.signal == Signal.LONG ? seen.market.imbalance : -seen.market.imbalance;
        final boolean bookAgrees = towards >= settings.confluence().imbalance().imbalanceThreshold() && towards > 0;
        final boolean bookDisagrees = -towards >= settings.confluence().imbalance().imbalanceThreshold() && towards < 0;
        double strength = target.strength + bonus;
        double confidence = target.confidence + bonus + Math.min(BONUS_PER_TIMEFRAME * (agreeingTimeframes - 1), LARGEST_TIMEFRAME_BONUS)
            + (bookAgrees ? settings.confluence().imbalance().imbalanceWeight() : 0) - (bookDisagrees ? settings.confluence().imbalance().imbalanceWeight() : 0);
        if (target.agreeing >= settings.confluence().agreement().minAgreeing() && bookAgrees && confidence >= settings.confluence().agreement().executeConfidence()) {
            strength += SURE_FIRE_STRENGTH;
            confidence += SURE_FIRE_CONFIDENCE;
        }
        target.strength = Math.clamp(strength, 0, 1);
        target.confidence = Math.clamp(confidence, 0, 1);
    }

    /** Blends the confidence with what the predictor says; false if it cannot say, and the position stays. */
    private boolean predict(final Observation seen, final Target target) {
        if (predictor == null) {
            return true;
        }
        final double chance = predictor.chance(seen, target.signal);
        if (chance < 0) {
            refuse(target, chance == Predictor.UNKNOWN ? DecisionReason.MODEL_UNKNOWN
                : chance == Predictor.LATE ? DecisionReason.MODEL_LATE : DecisionReason.MODEL_INVALID);
            return false;
        }
        final double own = target.agreeing == 1 ? OWN_PART_ALONE : OWN_PART;
        target.confidence = own * target.confidence + (1 - own) * chance;
        return true;
    }

    private void gate(final Target target, final boolean favouredAgrees) {
        final boolean enough = target.agreeing >= settings.confluence().agreement().minAgreeing();
        final double soloNeeded = favouredAgrees ? settings.confluence().agreement().favouredConfidence() : settings.confluence().agreement().soloConfidence();
        if (!enough && !settings.confluence().agreement().solo()) {
            refuse(target, DecisionReason.TOO_FEW);
            return;
        }
        if (target.confidence < settings.confluence().agreement().executeConfidence() || (!enough && target.confidence < soloNeeded)) {
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
