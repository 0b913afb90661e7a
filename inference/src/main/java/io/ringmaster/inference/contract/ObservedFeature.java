package io.ringmaster.inference.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * One named feature: its source, the steps from there in their order, and what it is while it is unknown. The last step's result is rounded to
 * float32.
 */
public record ObservedFeature(String name, Source source, List<Step> steps, Missing missing) {

    private static final int MOST_STEPS = 16;
    private static final int LONGEST_NAME = 120;

    public ObservedFeature {
        steps = List.copyOf(steps);
    }

    /** How many values of the observation it is. */
    int width() {
        return missing.isMask() ? 2 : 1;
    }

    /** Whether it is normalised over past bars. */
    public boolean isRolling() {
        return rollingStep() < steps.size();
    }

    /** The place of its rolling step; the number of steps if it has none. */
    int rollingStep() {
        int place = 0;
        while (place < steps.size() && !steps.get(place).operation().isRolling()) {
            place++;
        }
        return place;
    }

    /** The faults, each without the feature's name. */
    List<String> faults() {
        final List<String> faults = new ArrayList<>();
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            faults.add("needs a name of 1 to " + LONGEST_NAME + " characters");
        }
        if (source.of().isBlank()) {
            faults.add("does not say which " + source.kind() + " it is");
        }
        if (steps.size() > MOST_STEPS) {
            faults.add("has " + steps.size() + " steps; at most " + MOST_STEPS + " are allowed");
        }
        if (steps.stream().filter(step -> step.operation().isRolling()).count() > 1) {
            faults.add("has more than one rolling step");
        }
        steps.stream().map(Step::fault).filter(fault -> fault != null).forEach(faults::add);
        if (!Double.isFinite((float) missing.value())) {
            faults.add("needs a finite value where it is unknown");
        }
        return faults;
    }
}
