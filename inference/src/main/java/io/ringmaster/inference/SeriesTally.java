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
    private final int[] votes = new int[Vote.values().length];
    private final long[] weightE8 = new long[Vote.DIRECTIONS];
    private final long[] strengthE8 = new long[Vote.DIRECTIONS];
    private final long[] confidenceE8 = new long[Vote.DIRECTIONS];
    private final WinnerTree[] heaviest;
    private final WinnerTree[] nearestStop;
    private final WinnerTree[] nearestTarget;
    private long closeTimeNs = Long.MIN_VALUE;

    SeriesTally(final long timeframeNs, final int[] strategies) {
        this.timeframeNs = timeframeNs;
        this.strategies = strategies;
        heaviest = trees(strategies.length, FixedPoint.ONE);
        nearestStop = trees(strategies.length, WinnerTree.NONE);
        nearestTarget = trees(strategies.length, WinnerTree.NONE);
    }

    private static WinnerTree[] trees(final int places, final long usualKey) {
        return new WinnerTree[] {new WinnerTree(places, usualKey), new WinnerTree(places, usualKey)};
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

    /** Adds the vote of the strategy at a place, which has none now. */
    void add(final int place, final Vote vote, final Word word) {
        votes[vote.ordinal()]++;
        if (vote != Vote.FLAT) {
            final int side = vote.ordinal();
            addSums(side, word, 1);
            heaviest[side].add(place, word.weighedConfidenceE8());
            if (word.stopPriceE8() != Target.NO_PRICE) {
                nearestStop[side].add(place, nearness(word.stopPriceE8(), vote == Vote.LONG));
            }
            if (word.targetPriceE8() != Target.NO_PRICE) {
                nearestTarget[side].add(place, nearness(word.targetPriceE8(), vote == Vote.SHORT));
            }
        }
    }

    /** Takes back a vote; {@code word} is the one it was added with. */
    void remove(final int place, final Vote vote, final Word word) {
        votes[vote.ordinal()]--;
        if (vote != Vote.FLAT) {
            final int side = vote.ordinal();
            addSums(side, word, -1);
            heaviest[side].remove(place, word.weighedConfidenceE8());
            if (word.stopPriceE8() != Target.NO_PRICE) {
                nearestStop[side].remove(place, nearness(word.stopPriceE8(), vote == Vote.LONG));
            }
            if (word.targetPriceE8() != Target.NO_PRICE) {
                nearestTarget[side].remove(place, nearness(word.targetPriceE8(), vote == Vote.SHORT));
            }
        }
    }

    private void addSums(final int side, final Word word, final int sign) {
        weightE8[side] += sign * word.weightE8();
        strengthE8[side] += sign * word.weighedStrengthE8();
        confidenceE8[side] += sign * word.weighedConfidenceE8();
    }

    /** The key by which the price that is nearest to the market wins: the highest price below it, the lowest above it. */
    private static long nearness(final long priceE8, final boolean isBelowMarket) {
        return isBelowMarket ? priceE8 : -priceE8;
    }

    int votes(final Vote vote) {
        return votes[vote.ordinal()];
    }

    /** Adds what this series has in a direction to a sum over several. */
    void addTo(final Agreeing sum, final Vote direction) {
        final int side = direction.ordinal();
        sum.strategies += votes[side];
        sum.weightE8 += weightE8[side];
        sum.strengthE8 += strengthE8[side];
        sum.confidenceE8 += confidenceE8[side];
        sum.heaviest.offer(heaviest[side], strategies);
        sum.stop.offer(nearestStop[side], strategies);
        sum.target.offer(nearestTarget[side], strategies);
    }
}
