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
    private static final int SERIES_SHIFT = 32;
    private static final int SERIES = 0xFF_FFFF;
    private static final int COUNTED_SHIFT = 56;
    private static final long COUNTED = 3L << COUNTED_SHIFT;
    private static final long IS_ACTIVE = 1L << 58;
    private static final long IS_USUAL = 1L << 59;
    private static final long IS_GRADED = 1L << 60;

    private final Voters voters;
    private final boolean countsVotes;
    private final long leastStrengthE8;
    private final long leastConfidenceE8;
    private final Words words;
    /** By ordinal of a signal, what a strategy that says only this is counted as. */
    private final byte[] plainVotes;
    /**
     * By strategy index, all that a new signal needs: the place in its series (bits 0 to 31), the number of the series (32 to 55), the ordinal of the
     * vote it is counted as, or {@link Vote#NONE} (56 and 57), whether it is active (58), whether its weight is 1 (59), and whether what it said last is graded
     * (60).
     */
    private final long[] seats;
    private final SeriesTally[] series;
    private final SeriesTally[][] byInstrument;
    private final Trend[] trends;
    private final Volatility[] volatilities;

    /** @param instruments number of instruments; ids are below it */
    public Tallies(final Voters voters, final PolicySettings.Filter filter, final int instruments) {
        this(voters, filter, instruments, true);
    }

    /** @param countsVotes whether a policy reads the votes; otherwise none is counted */
    public Tallies(final Voters voters, final PolicySettings.Filter filter, final int instruments, final boolean countsVotes) {
        this.voters = voters;
        this.countsVotes = countsVotes;
        leastStrengthE8 = Math.round(filter.minStrength() * FixedPoint.ONE);
        leastConfidenceE8 = Math.round(filter.minConfidence() * FixedPoint.ONE);
        words = new Words(voters.weightsE8());
        final int strategies = voters.count();
        plainVotes = plainVotes();
        seats = new long[strategies];
        byInstrument = IntStream.range(0, instruments).mapToObj(this::seriesOfInstrument).toArray(SeriesTally[][]::new);
        series = Arrays.stream(byInstrument).flatMap(Arrays::stream).toArray(SeriesTally[]::new);
        for (int number = 0; number < series.length; number++) {
            final int[] members = series[number].strategies();
            for (int place = 0; place < members.length; place++) {
                seats[members[place]] = (long) number << SERIES_SHIFT | place | COUNTED | usual(members[place]);
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
            final int vote = Vote.numberOf(signal);
            votes[signal.ordinal()] = (byte) (vote < Vote.DIRECTIONS && !isEnough ? Vote.NONE : vote);
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

    /** Strategies say something that they are sure of, and name no price. */
    public void onSignals(final NewSignals said) {
        for (int i = 0; i < said.count(); i++) {
            onSignal(said.strategyIndex(i), said.ordinal(i));
        }
    }

    /** A strategy says something that it is sure of, and names no price. */
    public void onSignal(final int strategyIndex, final Signal signal) {
        onSignal(strategyIndex, signal.ordinal());
    }

    private void onSignal(final int strategyIndex, final int signal) {
        if ((seats[strategyIndex] & IS_GRADED) != 0) {
            retract(strategyIndex);
        }
        words.setPlain(strategyIndex, signal);
        final long seat = seats[strategyIndex] & ~IS_GRADED;
        if (!countsVotes) {
            seats[strategyIndex] = seat;
            return;
        }
        final int vote = isActive(seat) ? plainVotes[signal] : Vote.NONE;
        seats[strategyIndex] = countAs(seat, vote);
        if ((seat & IS_USUAL) != 0) {
            series[seriesNumber(seat)].moveUsual(place(seat), countedAs(seat), vote);
        } else {
            series[seriesNumber(seat)].move(place(seat), countedAs(seat), vote, words.weightE8(strategyIndex));
        }
    }

    static int seriesNumber(final long seat) {
        return (int) (seat >>> SERIES_SHIFT) & SERIES;
    }

    private static int countedAs(final long seat) {
        return (int) (seat >>> COUNTED_SHIFT) & Vote.NONE;
    }

    private static long countAs(final long seat, final int vote) {
        return seat & ~COUNTED | (long) vote << COUNTED_SHIFT;
    }

    private long usual(final int i) {
        return words.weightE8(i) == FixedPoint.ONE ? IS_USUAL : 0;
    }

    /** A strategy changes its recommendation. */
    public void onRecommendation(
        final int strategyIndex, final Signal signal, final double strength, final double confidence, final long stopPriceE8,
        final long targetPriceE8) {
        retract(strategyIndex);
        words.set(strategyIndex, signal, strength, confidence, stopPriceE8, targetPriceE8);
        seats[strategyIndex] |= IS_GRADED;
        count(strategyIndex);
    }

    /** A strategy becomes active, or is no longer. */
    public void onActive(final int strategyIndex, final boolean active) {
        retract(strategyIndex);
        seats[strategyIndex] = seats[strategyIndex] & ~IS_ACTIVE | (active ? IS_ACTIVE : 0);
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
                seats[i] = seats[i] & ~IS_USUAL | usual(i);
                count(i);
            }
        }
    }

    private void retract(final int i) {
        final int counted = countedAs(seats[i]);
        if (counted != Vote.NONE) {
            seriesOf(i).remove(placeOf(i), VOTES[counted], words, i);
            seats[i] = countAs(seats[i], Vote.NONE);
        }
    }

    private void count(final int i) {
        final Vote vote = countsVotes && isActive(i) ? Vote.of(words.signal(i)) : null;
        final boolean isEnough = words.strengthE8(i) >= leastStrengthE8 && words.confidenceE8(i) >= leastConfidenceE8;
        if (vote != null && (vote == Vote.FLAT || isEnough)) {
            seriesOf(i).add(placeOf(i), vote, words, i);
            seats[i] = countAs(seats[i], vote.ordinal());
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
        return seriesNumber(seats[strategyIndex]);
    }

    /** The tally that a strategy's vote is in. */
    SeriesTally seriesOf(final int strategyIndex) {
        return series[seriesNumber(strategyIndex)];
    }

    /** A strategy's place in its series. */
    int placeOf(final int strategyIndex) {
        return place(seats[strategyIndex]);
    }

    /** All that a new signal needs to know of a strategy: read it by {@link #seriesNumber}, {@link #place} and {@link #isActive}. */
    long seat(final int strategyIndex) {
        return seats[strategyIndex];
    }

    static int place(final long seat) {
        return (int) seat;
    }

    static boolean isActive(final long seat) {
        return (seat & IS_ACTIVE) != 0;
    }

    /** What each strategy said last. */
    Words words() {
        return words;
    }

    int instrumentId(final int strategyIndex) {
        return voters.instrumentIds().get(strategyIndex);
    }

    boolean isActive(final int strategyIndex) {
        return isActive(seats[strategyIndex]);
    }

    /** Whether a strategy is counted as one that wants this. */
    boolean isCounted(final int strategyIndex, final Vote vote) {
        return strategyIndex != Target.NO_STRATEGY && countedAs(seats[strategyIndex]) == vote.ordinal();
    }

    public Voters voters() {
        return voters;
    }
}
