package io.ringmaster.journal;

import io.ringmaster.schema.ModelDriftDecoder;
import java.util.Locale;

/** The drift of a model in words: what drifts most. */
public final class DriftText {

    private DriftText() {
    }

    /** The largest population stability index of a record; 0 if it has none. Reads the decoder to its end. */
    public static Largest largest(final ModelDriftDecoder drift) {
        final double alarmAbove = drift.alarmAbove();
        Largest largest = new Largest(0, false, 0, alarmAbove);
        for (final ModelDriftDecoder.ValuesDecoder value : drift.values()) {
            largest = value.psi() > largest.index ? new Largest(value.place(), false, value.psi(), alarmAbove) : largest;
        }
        for (final ModelDriftDecoder.OutputsDecoder output : drift.outputs()) {
            largest = output.psi() > largest.index ? new Largest(output.place(), true, output.psi(), alarmAbove) : largest;
        }
        return largest;
    }

    /**
     * What drifts most.
     *
     * @param place in the observation, or in the model's first output
     */
    public record Largest(int place, boolean isOutput, double index, double limit) {

        public boolean isAlarm() {
            return index > limit;
        }

        /** @param value the name of the value at that place of the observation; not used for an output */
        public String text(final String value) {
            return String.format(Locale.ROOT, "population stability index %.3g of %s, %s the limit %s", index,
                isOutput ? "output " + place : value, isAlarm() ? "above" : "within", Double.toString(limit));
        }
    }
}
