package io.ringmaster.inference;

import io.ringmaster.units.FixedPoint;
import java.util.Arrays;

/**
 * The exposure that the experts of one instrument and timeframe want together: the sum of weight times side times strength. Weights and strengths are
 * integers, so the sum does not depend on the order of the changes.
 */
final class SeriesExposure {

    /** Weights are kept to nine decimals. */
    static final long WEIGHT_ONE = 1_000_000_000L;

    private static final int FLAT = Vote.FLAT.ordinal();
    /** By ordinal of a vote, what it adds to the exposure. */
    private static final long[] SIGNS = {1, -1, 0};
    /** The bits of {@link #stands}: the side that an expert counts for, the ordinal of a vote; and those that follow. */
    private static final int COUNTED = 3;
    /** What it wanted last, the ordinal of a vote or {@link Vote#NONE}, this many bits up. */
    private static final int WANTED_SHIFT = 2;
    private static final int IS_SILENT = 16;
    /** Whether its strength is 1; its element of {@link #strengthE8} has no meaning then, and is not touched. */
    private static final int IS_SURE = 32;

    private final byte[] stands;
    private final long[] weightE9;
    private final long[] strengthE8;
    private final int[] sides = new int[Vote.values().length];
    /** By vote; here and below, only those of the directions have a meaning. FLAT is counted too, because the processor cannot predict who is flat. */
    private final long[] sideWeightE9 = new long[Vote.values().length];
    private final HeaviestExpert[] heaviest;
    private long exposureE17;
    private boolean hasOpinion;

    SeriesExposure(final int places) {
        weightE9 = new long[places];
        strengthE8 = new long[places];
        stands = new byte[places];
        Arrays.fill(stands, (byte) stand(Vote.NONE, IS_SILENT));
        sides[FLAT] = places;
        heaviest = new HeaviestExpert[SIGNS.length];
        Arrays.setAll(heaviest, side -> new HeaviestExpert(this, side, places));
    }

    /**
     * The expert at a place says something that it is sure of.
     *
     * @param side ordinal of the vote that it wants from now on; {@link Vote#NONE} if it wants what it wanted before
     */
    void hear(final int place, final int side, final boolean isActive) {
        final int before = stands[place];
        final boolean saysMore = side != Vote.NONE;
        final int wanted = saysMore ? side : wanted(before);
        final int after = stand(wanted, (saysMore ? IS_SURE : before & IS_SURE) | (isActive ? 0 : IS_SILENT));
        hasOpinion |= saysMore | isActive & wanted != Vote.NONE;
        if (after != before) {
            remove(place);
            stands[place] = (byte) after;
            add(place);
        }
    }

    /** The expert at a place wants a side from now on. Before its first opinion it counts as flat. */
    void want(final int place, final Vote wanted, final long newStrengthE8) {
        hasOpinion = true;
        put(place, wanted.ordinal(), newStrengthE8);
    }

    private void put(final int place, final int side, final long newStrengthE8) {
        final int stand = stands[place];
        if (wanted(stand) == side && strengthE8(place) == newStrengthE8) {
            return;
        }
        remove(place);
        if (newStrengthE8 == FixedPoint.ONE) {
            stands[place] = (byte) stand(side, stand & IS_SILENT | IS_SURE);
        } else {
            stands[place] = (byte) stand(side, stand & IS_SILENT);
            strengthE8[place] = newStrengthE8;
        }
        add(place);
    }

    /** The expert at a place wants what one of another configuration wanted. */
    void takeOver(final int place, final SeriesExposure before, final int placeBefore) {
        if (before.hasWanted(placeBefore)) {
            put(place, wanted(before.stands[placeBefore]), before.strengthE8(placeBefore));
        }
    }

    /** Whether the expert has wanted a side yet. */
    boolean hasWanted(final int place) {
        return wanted(stands[place]) != Vote.NONE;
    }

    /** A silent expert counts as flat; when it speaks again, it wants what it wanted last. */
    void silence(final int place, final boolean silent) {
        if (isSilent(place) != silent) {
            remove(place);
            stands[place] = (byte) stand(wanted(stands[place]), stands[place] & IS_SURE | (silent ? IS_SILENT : 0));
            add(place);
        }
        hasOpinion |= !silent && hasWanted(place);
    }

    /** One that is silent, and one that has wanted nothing yet, counts as flat. */
    private static int stand(final int wanted, final int flags) {
        final int counted = (flags & IS_SILENT) != 0 || wanted == Vote.NONE ? FLAT : wanted;
        return counted | wanted << WANTED_SHIFT | flags;
    }

    private static int wanted(final int stand) {
        return stand >> WANTED_SHIFT & COUNTED;
    }

    private boolean isSilent(final int place) {
        return (stands[place] & IS_SILENT) != 0;
    }

    /** Whether any that was active has wanted anything yet. */
    boolean hasOpinion() {
        return hasOpinion;
    }

    void weigh(final int place, final long newWeightE9) {
        remove(place);
        weightE9[place] = newWeightE9;
        add(place);
    }

    /**
     * Weighs every expert anew.
     *
     * @param weights in [0, 1]
     * @param first   index of the weight of the first place; the others follow
     */
    void weighAll(final double[] weights, final int first) {
        exposureE17 = 0;
        Arrays.fill(sideWeightE9, 0);
        for (int place = 0; place < weightE9.length; place++) {
            weightE9[place] = Math.round(weights[first + place] * WEIGHT_ONE);
            final int counted = counted(place);
            exposureE17 += SIGNS[counted] * keyE17(place);
            sideWeightE9[counted] += weightE9[place];
        }
        heaviest[0].searchAll();
        heaviest[1].searchAll();
    }

    private void add(final int place) {
        final int counted = counted(place);
        sides[counted]++;
        final long keyE17 = keyE17(place);
        exposureE17 += SIGNS[counted] * keyE17;
        sideWeightE9[counted] += weightE9[place];
        heaviest[counted].onAdded(place, keyE17);
    }

    private void remove(final int place) {
        final int counted = counted(place);
        sides[counted]--;
        final long keyE17 = keyE17(place);
        exposureE17 -= SIGNS[counted] * keyE17;
        sideWeightE9[counted] -= weightE9[place];
        heaviest[counted].onRemoved(place, keyE17);
    }

    /** The side that an expert counts for, the ordinal of a vote. */
    int counted(final int place) {
        return stands[place] & COUNTED;
    }

    private long strengthE8(final int place) {
        return (stands[place] & IS_SURE) != 0 ? FixedPoint.ONE : strengthE8[place];
    }

    /** Weight times strength. */
    long keyE17(final int place) {
        return weightE9[place] * strengthE8(place);
    }

    long exposureE17() {
        return exposureE17;
    }

    /** Experts that want a side. */
    int count(final Vote vote) {
        return sides[vote.ordinal()];
    }

    /** Sum of the weights of the experts that want a direction. */
    long weightE9(final Vote direction) {
        return sideWeightE9[direction.ordinal()];
    }

    HeaviestExpert heaviest(final Vote direction) {
        return heaviest[direction.ordinal()];
    }
}
