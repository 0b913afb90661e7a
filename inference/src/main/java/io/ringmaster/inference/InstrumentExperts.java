package io.ringmaster.inference;

import io.ringmaster.inference.experts.Experts;
import io.ringmaster.units.FixedPoint;

/** The experts of one instrument: their weights, what they want, and their results in the round that runs. */
final class InstrumentExperts {

    private static final double WORST_RELATIVE = 0.01;

    private final SeriesTally[] series;
    private final SeriesExposure[] exposures;
    /** Strategy indexes, one series after the other. */
    private final int[] strategies;
    private final long[] netBeforeE8;
    private final double[] relatives;
    private final double[] reportedWeights;
    private final Experts experts;
    private final long roundNs;
    private long round = Long.MIN_VALUE;
    /** The last target as a share of a full one. */
    private long heldE8;

    /**
     * @param series  its strategies by timeframe, at least one
     * @param experts an algorithm for as many experts as there are strategies
     */
    InstrumentExperts(final SeriesTally[] series, final Experts experts, final long roundNs) {
        this.series = series;
        this.experts = experts;
        this.roundNs = roundNs;
        exposures = new SeriesExposure[series.length];
        strategies = strategiesOf(series);
        netBeforeE8 = new long[strategies.length];
        relatives = new double[strategies.length];
        reportedWeights = new double[strategies.length];
        for (int i = 0; i < series.length; i++) {
            exposures[i] = new SeriesExposure(series[i].strategies().length);
        }
        takeWeights();
    }

    static int[] strategiesOf(final SeriesTally[] series) {
        int count = 0;
        for (final SeriesTally each : series) {
            count += each.strategies().length;
        }
        final int[] all = new int[count];
        int next = 0;
        for (final SeriesTally each : series) {
            System.arraycopy(each.strategies(), 0, all, next, each.strategies().length);
            next += each.strategies().length;
        }
        return all;
    }

    /** The target stays what it is under another configuration, until the experts move it. */
    void takeOver(final InstrumentExperts before) {
        heldE8 = before.heldE8;
    }

    SeriesExposure exposureOf(final SeriesTally of) {
        int i = 0;
        while (series[i] != of) {
            i++;
        }
        return exposures[i];
    }

    /** The weight of the expert at a place of a series. */
    double weight(final SeriesTally of, final int place) {
        int first = 0;
        for (int i = 0; series[i] != of; i++) {
            first += series[i].strategies().length;
        }
        return experts.weights()[first + place];
    }

    /**
     * Ends the round if its time is over: the weights learn what each account earned in it.
     *
     * @param notionalE8 of each account
     * @return whether a round begins; the weights are those of this round
     */
    boolean onTime(final long timeNs, final ExpertResults results, final long notionalE8) {
        final long now = Math.floorDiv(timeNs, roundNs);
        if (now == round) {
            return false;
        }
        final boolean isFirst = round == Long.MIN_VALUE;
        round = now;
        for (int i = 0; i < strategies.length; i++) {
            final long netE8 = results.netE8(strategies[i]);
            relatives[i] = Math.max(WORST_RELATIVE, 1 + (double) (netE8 - netBeforeE8[i]) / notionalE8);
            netBeforeE8[i] = netE8;
        }
        if (!isFirst) {
            experts.update(relatives);
            takeWeights();
        }
        return true;
    }

    private void takeWeights() {
        final double[] weights = experts.weights();
        int next = 0;
        for (int i = 0; i < series.length; i++) {
            exposures[i].weighAll(weights, next);
            next += series[i].strategies().length;
        }
    }

    /** Passes on the weights that differ from the ones passed on last by at least {@code change}. */
    void reportWeights(final double change, final ExpertWeights out) {
        final double[] weights = experts.weights();
        for (int i = 0; i < weights.length; i++) {
            if (Math.abs(weights[i] - reportedWeights[i]) >= change) {
                reportedWeights[i] = weights[i];
                out.add(strategies[i], weights[i]);
            }
        }
    }

    /**
     * The target as a share of a full one, times 1e8: what the experts on current series want together, or the last target while that differs by less
     * than the dead zone. A target that is itself smaller than the dead zone becomes nothing, because the next change to nothing would be too small.
     */
    long exposureE8(final long timeNs, final long maxAgeNs, final long deadZoneE8) {
        long wantedE17 = 0;
        for (int i = 0; i < series.length; i++) {
            wantedE17 += isCurrent(i, timeNs, maxAgeNs) ? exposures[i].exposureE17() : 0;
        }
        final long wantedE8 = Math.clamp(Math.round((double) wantedE17 / SeriesExposure.WEIGHT_ONE), -FixedPoint.ONE, FixedPoint.ONE);
        final long leastE8 = Math.max(1, deadZoneE8);
        if (Math.abs(wantedE8 - heldE8) >= leastE8 || Math.abs(heldE8) < leastE8) {
            heldE8 = Math.abs(wantedE8) < leastE8 ? 0 : wantedE8;
        }
        return heldE8;
    }

    /** A recommendation counts until the next bar of its timeframe could have closed, and {@code maxAgeNs} longer. */
    private boolean isCurrent(final int i, final long timeNs, final long maxAgeNs) {
        return series[i].isCurrent(timeNs, maxAgeNs == 0 ? 0 : maxAgeNs + series[i].timeframeNs());
    }

    /** Whether any that was active has wanted anything yet. */
    boolean hasOpinion() {
        boolean hasOpinion = false;
        for (final SeriesExposure each : exposures) {
            hasOpinion |= each.hasOpinion();
        }
        return hasOpinion;
    }

    /** Counts what the experts on current series want. */
    void count(final long timeNs, final long maxAgeNs, final Vote direction, final Basis basis, final Agreeing.First leader) {
        long weightE9 = 0;
        for (int i = 0; i < series.length; i++) {
            if (isCurrent(i, timeNs, maxAgeNs)) {
                basis.longs += exposures[i].count(Vote.LONG);
                basis.shorts += exposures[i].count(Vote.SHORT);
                basis.flats += exposures[i].count(Vote.FLAT);
                if (direction != Vote.FLAT) {
                    weightE9 += exposures[i].weightE9(direction);
                    leader.offer(exposures[i].heaviest(direction), series[i].strategies());
                }
            }
        }
        basis.weightE8 = weightE9 / (SeriesExposure.WEIGHT_ONE / FixedPoint.ONE);
    }
}
