package io.ringmaster.inference;

import io.ringmaster.inference.Regime.Trend;
import io.ringmaster.inference.Regime.Volatility;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What all strategies say now, and their votes summed up by instrument and timeframe. A strategy that says nothing new costs nothing; one that does
 * costs the same whatever the number of strategies, but for the few matches of a {@link WinnerTree}. A change of the market's regime changes the
 * weights, so it costs a visit to each strategy of the instrument.
 *
 * <p>A LONG or a SHORT votes if it has the least strength and confidence that the policy asks for; a FLAT always votes.
 */
public final class Tallies {

    private static final int NOT_COUNTED = -1;
    private static final Vote[] VOTES = Vote.values();

    private final Voters voters;
    private final long leastStrengthE8;
    private final long leastConfidenceE8;
    private final Word[] words;
    private final boolean[] isActive;
    /** By strategy index, the ordinal of the vote it is counted as. */
    private final byte[] countedAs;
    private final SeriesTally[] seriesOf;
    private final int[] placeOf;
    private final SeriesTally[][] byInstrument;
    private final Trend[] trends;
    private final Volatility[] volatilities;

    /** @param instruments number of instruments; ids are below it */
    public Tallies(final Voters voters, final PolicySettings.Filter filter, final int instruments) {
        this.voters = voters;
        leastStrengthE8 = Math.round(filter.minStrength() * FixedPoint.ONE);
        leastConfidenceE8 = Math.round(filter.minConfidence() * FixedPoint.ONE);
        words = voters.weightsE8().stream().map(Word::new).toArray(Word[]::new);
        isActive = new boolean[words.length];
        countedAs = new byte[words.length];
        Arrays.fill(countedAs, (byte) NOT_COUNTED);
        seriesOf = new SeriesTally[words.length];
        placeOf = new int[words.length];
        byInstrument = IntStream.range(0, instruments).mapToObj(this::seriesOfInstrument).toArray(SeriesTally[][]::new);
        trends = new Trend[instruments];
        Arrays.fill(trends, Trend.UNKNOWN);
        volatilities = new Volatility[instruments];
        Arrays.fill(volatilities, Volatility.UNKNOWN);
    }

    private SeriesTally[] seriesOfInstrument(final int instrumentId) {
        final TreeMap<Long, IntStream.Builder> byTimeframe = new TreeMap<>();
        for (int i = 0; i < words.length; i++) {
            if (voters.instrumentIds().get(i) == instrumentId) {
                byTimeframe.computeIfAbsent(voters.timeframesNs().get(i), timeframe -> IntStream.builder()).add(i);
            }
        }
        final SeriesTally[] all = new SeriesTally[byTimeframe.size()];
        int next = 0;
        for (final long timeframeNs : byTimeframe.keySet()) {
            final int[] strategies = byTimeframe.get(timeframeNs).build().toArray();
            all[next] = new SeriesTally(timeframeNs, strategies);
            for (int place = 0; place < strategies.length; place++) {
                seriesOf[strategies[place]] = all[next];
                placeOf[strategies[place]] = place;
            }
            next++;
        }
        return all;
    }

    /** A strategy changes its recommendation. */
    public void onRecommendation(
        final int strategyIndex, final Signal signal, final double strength, final double confidence, final long stopPriceE8,
        final long targetPriceE8) {
        retract(strategyIndex);
        words[strategyIndex].set(signal, strength, confidence, stopPriceE8, targetPriceE8);
        count(strategyIndex);
    }

    /** A strategy becomes active, or is no longer. */
    public void onActive(final int strategyIndex, final boolean active) {
        retract(strategyIndex);
        isActive[strategyIndex] = active;
        count(strategyIndex);
    }

    /** A bar closed, and strategies have decided on it. */
    public void onBarClosed(final int instrumentId, final long timeframeNs, final long closeTimeNs) {
        for (final SeriesTally series : byInstrument[instrumentId]) {
            if (series.timeframeNs() == timeframeNs) {
                series.onBarClosed(closeTimeNs);
            }
        }
    }

    /** Weighs the strategies of an instrument by its market's regime. */
    public void onRegime(final int instrumentId, final Trend trend, final Volatility volatility) {
        if (trends[instrumentId] == trend && volatilities[instrumentId] == volatility) {
            return;
        }
        trends[instrumentId] = trend;
        volatilities[instrumentId] = volatility;
        for (final SeriesTally series : byInstrument[instrumentId]) {
            for (final int i : series.strategies()) {
                retract(i);
                words[i].weigh(Math.round(voters.weightsE8().get(i) * voters.regimeWeights().get(i).in(trend, volatility)));
                count(i);
            }
        }
    }

    private void retract(final int i) {
        if (countedAs[i] != NOT_COUNTED) {
            seriesOf[i].remove(placeOf[i], VOTES[countedAs[i]], words[i]);
            countedAs[i] = NOT_COUNTED;
        }
    }

    private void count(final int i) {
        final Vote vote = isActive[i] ? Vote.of(words[i].signal) : null;
        if (vote != null && (vote == Vote.FLAT || words[i].reaches(leastStrengthE8, leastConfidenceE8))) {
            seriesOf[i].add(placeOf[i], vote, words[i]);
            countedAs[i] = (byte) vote.ordinal();
        }
    }

    /** The tallies of an instrument, one for each timeframe, the shortest first. */
    SeriesTally[] of(final int instrumentId) {
        return byInstrument[instrumentId];
    }

    /** The tally that a strategy's vote is in. */
    SeriesTally seriesOf(final int strategyIndex) {
        return seriesOf[strategyIndex];
    }

    /** A strategy's place in its series. */
    int placeOf(final int strategyIndex) {
        return placeOf[strategyIndex];
    }

    Word word(final int strategyIndex) {
        return words[strategyIndex];
    }

    int instrumentId(final int strategyIndex) {
        return voters.instrumentIds().get(strategyIndex);
    }

    boolean isActive(final int strategyIndex) {
        return isActive[strategyIndex];
    }

    /** Whether a strategy is counted as one that wants this. */
    boolean isCounted(final int strategyIndex, final Vote vote) {
        return strategyIndex != Target.NO_STRATEGY && countedAs[strategyIndex] == vote.ordinal();
    }

    public Voters voters() {
        return voters;
    }
}
