package io.ringmaster.inference;

import java.util.Arrays;

/**
 * The exposure that the experts of one instrument and timeframe want together: the sum of weight times side times strength. Weights and strengths are
 * integers, so the sum does not depend on the order of the changes.
 */
final class SeriesExposure {

    /** Weights are kept to nine decimals. */
    static final long WEIGHT_ONE = 1_000_000_000L;

    private static final byte NOTHING = -1;
    private static final Vote[] VOTES = Vote.values();

    private final long[] weightE9;
    private final long[] strengthE8;
    /** What each expert wanted last; it counts unless the expert is silent, as all are at first. */
    private final byte[] side;
    private final boolean[] isSilent;
    private final int[] sides = new int[Vote.values().length];
    private final long[] sideWeightE9 = new long[Vote.DIRECTIONS];
    private final LargestKey[] heaviest;
    private long exposureE17;
    private boolean hasOpinion;

    SeriesExposure(final int places) {
        weightE9 = new long[places];
        strengthE8 = new long[places];
        side = new byte[places];
        Arrays.fill(side, NOTHING);
        isSilent = new boolean[places];
        Arrays.fill(isSilent, true);
        sides[Vote.FLAT.ordinal()] = places;
        heaviest = new LargestKey[] {new LargestKey(places, LargestKey.NONE), new LargestKey(places, LargestKey.NONE)};
    }

    /** The expert at a place wants a side from now on. Before its first opinion it counts as flat. */
    void want(final int place, final Vote wanted, final long newStrengthE8) {
        hasOpinion = true;
        put(place, wanted, newStrengthE8);
    }

    private void put(final int place, final Vote wanted, final long newStrengthE8) {
        if (side[place] == wanted.ordinal() && strengthE8[place] == newStrengthE8) {
            return;
        }
        remove(place);
        side[place] = (byte) wanted.ordinal();
        strengthE8[place] = newStrengthE8;
        add(place);
    }

    /** The expert at a place wants what one of another configuration wanted. */
    void takeOver(final int place, final SeriesExposure before, final int placeBefore) {
        if (before.hasWanted(placeBefore)) {
            put(place, VOTES[before.side[placeBefore]], before.strengthE8[placeBefore]);
        }
    }

    /** Whether the expert has wanted a side yet. */
    boolean hasWanted(final int place) {
        return side[place] != NOTHING;
    }

    /** A silent expert counts as flat; when it speaks again, it wants what it wanted last. */
    void silence(final int place, final boolean silent) {
        if (isSilent[place] != silent) {
            remove(place);
            isSilent[place] = silent;
            add(place);
        }
        hasOpinion |= !silent && hasWanted(place);
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

    private void add(final int place) {
        final int counted = counted(place);
        sides[counted]++;
        if (counted != Vote.FLAT.ordinal()) {
            exposureE17 += contributionE17(place);
            sideWeightE9[counted] += weightE9[place];
            heaviest[counted].add(place, weightE9[place] * strengthE8[place]);
        }
    }

    private void remove(final int place) {
        final int counted = counted(place);
        sides[counted]--;
        if (counted != Vote.FLAT.ordinal()) {
            exposureE17 -= contributionE17(place);
            sideWeightE9[counted] -= weightE9[place];
            heaviest[counted].remove(place, weightE9[place] * strengthE8[place]);
        }
    }

    private int counted(final int place) {
        return isSilent[place] || !hasWanted(place) ? Vote.FLAT.ordinal() : side[place];
    }

    private long contributionE17(final int place) {
        final long size = weightE9[place] * strengthE8[place];
        return side[place] == Vote.LONG.ordinal() ? size : -size;
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

    LargestKey heaviest(final Vote direction) {
        return heaviest[direction.ordinal()];
    }
}
