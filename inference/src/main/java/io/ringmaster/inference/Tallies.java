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
 * costs the same whatever the number of strategies. A change of the market's regime changes the weights, so it costs a visit to each strategy of the
 * instrument.
 *
 * <p>A LONG or a SHORT votes if it has the least strength and confidence that the policy asks for; a FLAT always votes.
 */
public final class Tallies {

    private static final Vote[] VOTES = Vote.values();

    private final Voters voters;
    private final long leastStrengthE8;
    private final long leastConfidenceE8;
    private final Words words;
    private final boolean[] isActive;
    /** By strategy index, the ordinal of the vote it is counted as; {@link Vote#NONE} for none. */
    private final byte[] countedAs;
    /** By ordinal of a signal, what a strategy that says only this is counted as. */
    private final byte[] plainVotes;
    /** By strategy index, the number of its series, and in the lower half its place there. */
    private final long[] seats;
    private final SeriesTally[] series;
    private final SeriesTally[][] byInstrument;
    private final Trend[] trends;
    private final Volatility[] volatilities;

    /** @param instruments number of instruments; ids are below it */
    public Tallies(final Voters voters, final PolicySettings.Filter filter, final int instruments) {
        this.voters = voters;
        leastStrengthE8 = Math.round(filter.minStrength() * FixedPoint.ONE);
        leastConfidenceE8 = Math.round(filter.minConfidence() * FixedPoint.ONE);
        words = new Words(voters.weightsE8());
        final int strategies = voters.count();
        isActive = new boolean[strategies];
        countedAs = new byte[strategies];
        Arrays.fill(countedAs, (byte) Vote.NONE);
        plainVotes = plainVotes();
        seats = new long[strategies];
        byInstrument = IntStream.range(0, instruments).mapToObj(this::seriesOfInstrument).toArray(SeriesTally[][]::new);
        series = Arrays.stream(byInstrument).flatMap(Arrays::stream).toArray(SeriesTally[]::new);
        for (int number = 0; number < series.length; number++) {
            final int[] members = series[number].strategies();
            for (int place = 0; place < members.length; place++) {
                seats[members[place]] = (long) number << Integer.SIZE | place;
            }
        }
        trends = new Trend[instruments];
        Arrays.fill(trends, Trend.UNKNOWN);
        volatilities = new Volatility[instruments];
        Arrays.fill(volatilities, Volatility.UNKNOWN);
    }

    private byte[] plainVotes() {
        final boolean isEnough = FixedPoint.ONE >= leastStrengthE8 && FixedPoint.ONE >= leastConfidenceE8;
        final byte[] votes = new byte[Signal.values().length];
        for (final Signal signal : Signal.values()) {
            final Vote vote = Vote.of(signal);
            votes[signal.ordinal()] = (byte) (vote == null || vote != Vote.FLAT && !isEnough ? Vote.NONE : vote.ordinal());
        }
        return votes;
    }

    private SeriesTally[] seriesOfInstrument(final int instrumentId) {
        final TreeMap<Long, IntStream.Builder> byTimeframe = new TreeMap<>();
        for (int i = 0; i < voters.count(); i++) {
            if (voters.instrumentIds().get(i) == instrumentId) {
                byTimeframe.computeIfAbsent(voters.timeframesNs().get(i), timeframe -> IntStream.builder()).add(i);
            }
        }
        final SeriesTally[] all = new SeriesTally[byTimeframe.size()];
        int next = 0;
        for (final long timeframeNs : byTimeframe.keySet()) {
            all[next++] = new SeriesTally(timeframeNs, byTimeframe.get(timeframeNs).build().toArray());
        }
        return all;
    }

    /** A strategy says something that it is sure of, and names no price. */
    public void onSignal(final int strategyIndex, final Signal signal) {
        if (words.isGraded(strategyIndex)) {
            retract(strategyIndex);
        }
        words.setPlain(strategyIndex, signal);
        final int vote = isActive[strategyIndex] ? plainVotes[signal.ordinal()] : Vote.NONE;
        final long seat = seats[strategyIndex];
        series[(int) (seat >>> Integer.SIZE)].move((int) seat, countedAs[strategyIndex], vote, words.weightE8(strategyIndex));
        countedAs[strategyIndex] = (byte) vote;
    }

    /** A strategy changes its recommendation. */
    public void onRecommendation(
        final int strategyIndex, final Signal signal, final double strength, final double confidence, final long stopPriceE8,
        final long targetPriceE8) {
        retract(strategyIndex);
        words.set(strategyIndex, signal, strength, confidence, stopPriceE8, targetPriceE8);
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
        for (final SeriesTally each : byInstrument[instrumentId]) {
            if (each.timeframeNs() == timeframeNs) {
                each.onBarClosed(closeTimeNs);
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
        for (final SeriesTally each : byInstrument[instrumentId]) {
            for (final int i : each.strategies()) {
                retract(i);
                words.weigh(i, Math.round(voters.weightsE8().get(i) * voters.regimeWeights().get(i).in(trend, volatility)));
                count(i);
            }
        }
    }

    private void retract(final int i) {
        if (countedAs[i] != Vote.NONE) {
            seriesOf(i).remove(placeOf(i), VOTES[countedAs[i]], words, i);
            countedAs[i] = Vote.NONE;
        }
    }

    private void count(final int i) {
        final Vote vote = isActive[i] ? Vote.of(words.signal(i)) : null;
        final boolean isEnough = words.strengthE8(i) >= leastStrengthE8 && words.confidenceE8(i) >= leastConfidenceE8;
        if (vote != null && (vote == Vote.FLAT || isEnough)) {
            seriesOf(i).add(placeOf(i), vote, words, i);
            countedAs[i] = (byte) vote.ordinal();
        }
    }

    /** The tallies of an instrument, one for each timeframe, the shortest first. */
    SeriesTally[] of(final int instrumentId) {
        return byInstrument[instrumentId];
    }

    /** How many series there are, of all instruments. */
    int seriesCount() {
        return series.length;
    }

    /** The number of a strategy's series among those of all instruments. */
    int seriesNumber(final int strategyIndex) {
        return (int) (seats[strategyIndex] >>> Integer.SIZE);
    }

    /** The tally that a strategy's vote is in. */
    SeriesTally seriesOf(final int strategyIndex) {
        return series[seriesNumber(strategyIndex)];
    }

    /** A strategy's place in its series. */
    int placeOf(final int strategyIndex) {
        return (int) seats[strategyIndex];
    }

    /** What each strategy said last. */
    Words words() {
        return words;
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
