package io.ringmaster.inference;

import io.ringmaster.units.FixedPoint;

/**
 * The votes of the strategies on one instrument and timeframe, summed up. All of them are as old as the last bar of the series, because a strategy
 * speaks on every bar. Sums are integers, so they do not depend on the order of the changes.
 */
final class SeriesTally {

    private final long timeframeNs;
    /** Strategy indexes by place, ascending. */
    private final int[] strategies;
    private final int[] votes = new int[Vote.NONE + 1];
    /**
     * By vote, how many strategies of weight 1, sure of what they say, came less those that left: {@link #moveUsual} counts them here alone, and
     * {@link #votes} and the sums below are without them.
     */
    private final int[] moved = new int[Vote.NONE + 1];
    /** By vote; here and below, only those of the directions have a meaning. {@link #move} writes the others too, so that it need not branch. */
    private final long[] weightE8 = new long[Vote.NONE + 1];
    private final long[] strengthE8 = new long[Vote.NONE + 1];
    private final long[] confidenceE8 = new long[Vote.NONE + 1];
    private final LargestKey[] heaviest;
    private final LargestKey[] nearestStop;
    private final LargestKey[] nearestTarget;
    /** By vote, the strategies of the usual weight. */
    private final FirstPlace[] usual;
    private long closeTimeNs = Long.MIN_VALUE;

    SeriesTally(final long timeframeNs, final int[] strategies) {
        this.timeframeNs = timeframeNs;
        this.strategies = strategies;
        heaviest = bySide(strategies.length, FixedPoint.ONE);
        nearestStop = bySide(strategies.length, LargestKey.NONE);
        nearestTarget = bySide(strategies.length, LargestKey.NONE);
        final FirstPlace notRead = new FirstPlace(strategies.length);
        usual = new FirstPlace[] {heaviest[0].usual(), heaviest[1].usual(), notRead, notRead};
    }

    private static LargestKey[] bySide(final int places, final long usualKey) {
        return new LargestKey[] {new LargestKey(places, usualKey), new LargestKey(places, usualKey)};
    }

    long timeframeNs() {
        return timeframeNs;
    }

    int[] strategies() {
        return strategies;
    }

    void onBarClosed(final long timeNs) {
        closeTimeNs = timeNs;
    }

    /** Whether its last bar closed at most {@code maxAgeNs} ago; 0 for no limit. */
    boolean isCurrent(final long timeNs, final long maxAgeNs) {
        return closeTimeNs != Long.MIN_VALUE && (maxAgeNs == 0 || timeNs - closeTimeNs <= maxAgeNs);
    }

    /** The same as {@link #move} for a strategy of weight 1, which nearly all have. */
    void moveUsual(final int place, final int from, final int to) {
        moved[from]--;
        moved[to]++;
        usual[from].remove(place);
        usual[to].add(place);
    }

    /**
     * Takes the vote of a strategy that names no price and is sure of what it says, before and after.
     *
     * @param from ordinal of the vote it had; {@link Vote#NONE} for none
     * @param to   ordinal of the vote it has now
     */
    void move(final int place, final int from, final int to, final long itsWeightE8) {
        votes[from]--;
        votes[to]++;
        weightE8[from] -= itsWeightE8;
        weightE8[to] += itsWeightE8;
        strengthE8[from] -= itsWeightE8;
        strengthE8[to] += itsWeightE8;
        confidenceE8[from] -= itsWeightE8;
        confidenceE8[to] += itsWeightE8;
        if (from < Vote.DIRECTIONS) {
            heaviest[from].remove(place, itsWeightE8);
        }
        if (to < Vote.DIRECTIONS) {
            heaviest[to].add(place, itsWeightE8);
        }
    }

    /** Adds the vote of strategy {@code i} at a place, which has none now. */
    void add(final int place, final Vote vote, final Words words, final int i) {
        votes[vote.ordinal()]++;
        if (vote != Vote.FLAT) {
            final int side = vote.ordinal();
            addSums(side, words, i, 1);
            heaviest[side].add(place, words.weighedConfidenceE8(i));
            if (words.stopPriceE8(i) != Target.NO_PRICE) {
                nearestStop[side].add(place, nearness(words.stopPriceE8(i), vote == Vote.LONG));
            }
            if (words.targetPriceE8(i) != Target.NO_PRICE) {
                nearestTarget[side].add(place, nearness(words.targetPriceE8(i), vote == Vote.SHORT));
            }
        }
    }

    /** Takes back a vote; the strategy's word is the one it was added with. */
    void remove(final int place, final Vote vote, final Words words, final int i) {
        votes[vote.ordinal()]--;
        if (vote != Vote.FLAT) {
            final int side = vote.ordinal();
            addSums(side, words, i, -1);
            heaviest[side].remove(place, words.weighedConfidenceE8(i));
            if (words.stopPriceE8(i) != Target.NO_PRICE) {
                nearestStop[side].remove(place, nearness(words.stopPriceE8(i), vote == Vote.LONG));
            }
            if (words.targetPriceE8(i) != Target.NO_PRICE) {
                nearestTarget[side].remove(place, nearness(words.targetPriceE8(i), vote == Vote.SHORT));
            }
        }
    }

    private void addSums(final int side, final Words words, final int i, final int sign) {
        weightE8[side] += sign * words.weightE8(i);
        strengthE8[side] += sign * words.weighedStrengthE8(i);
        confidenceE8[side] += sign * words.weighedConfidenceE8(i);
    }

    /** The key by which the price that is nearest to the market wins: the highest price below it, the lowest above it. */
    private static long nearness(final long priceE8, final boolean isBelowMarket) {
        return isBelowMarket ? priceE8 : -priceE8;
    }

    int votes(final Vote vote) {
        return votes(vote.ordinal());
    }

    private int votes(final int vote) {
        return votes[vote] + moved[vote];
    }

    /** Adds what this series has in a direction to a sum over several. */
    void addTo(final Agreeing sum, final Vote direction) {
        final int side = direction.ordinal();
        final long movedE8 = moved[side] * FixedPoint.ONE;
        sum.strategies += votes(side);
        sum.weightE8 += weightE8[side] + movedE8;
        sum.strengthE8 += strengthE8[side] + movedE8;
        sum.confidenceE8 += confidenceE8[side] + movedE8;
        sum.heaviest.offer(heaviest[side], strategies);
        sum.stop.offer(nearestStop[side], strategies);
        sum.target.offer(nearestTarget[side], strategies);
    }
}
