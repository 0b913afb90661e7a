package io.ringmaster.strategies.indicator;

import java.util.Arrays;
import java.util.List;

/**
 * The features of one instrument as they are now: each {@link Feature}, and the outside series that some formula reads by name. What is unknown is
 * NaN. The series are declared before the first event; the owner then fills in values.
 */
public final class FeatureValues {

    private final double[] known;
    private String[] series = new String[0];
    private double[] last = new double[0];
    private double[] age = new double[0];

    /** Values of which nothing is known. */
    public FeatureValues() {
        this(Feature.unknown());
    }

    /** @param known by {@link Feature#ordinal}; kept, not copied */
    public FeatureValues(final double[] known) {
        this.known = known;
    }

    public double get(final Feature feature) {
        return known[feature.ordinal()];
    }

    public void put(final Feature feature, final double value) {
        known[feature.ordinal()] = value;
    }

    /** The place of an outside series; the first call with a name makes it. */
    public int declare(final String name) {
        final int place = Arrays.asList(series).indexOf(name);
        if (place >= 0) {
            return place;
        }
        final int made = series.length;
        series = Arrays.copyOf(series, made + 1);
        last = Arrays.copyOf(last, made + 1);
        age = Arrays.copyOf(age, made + 1);
        series[made] = name;
        last[made] = Double.NaN;
        age[made] = Double.NaN;
        return made;
    }

    /** Names of the declared series, by place. */
    public List<String> series() {
        return List.of(series);
    }

    /** The last value of an outside series. */
    public double outside(final int place) {
        return last[place];
    }

    /** Seconds since that value came, as of the last sample. */
    public double outsideAge(final int place) {
        return age[place];
    }

    public void putOutside(final int place, final double value) {
        last[place] = value;
    }

    public void putOutsideAge(final int place, final double seconds) {
        age[place] = seconds;
    }

    /** Takes over all features, and each declared series that the other has too. */
    public void copyFrom(final FeatureValues other) {
        System.arraycopy(other.known, 0, known, 0, known.length);
        for (int i = 0; i < series.length; i++) {
            for (int j = 0; j < other.series.length; j++) {
                if (series[i].equals(other.series[j])) {
                    last[i] = other.last[j];
                    age[i] = other.age[j];
                }
            }
        }
    }
}
