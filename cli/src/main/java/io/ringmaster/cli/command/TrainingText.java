package io.ringmaster.cli.command;

import io.ringmaster.lab.training.Validated;
import java.util.Locale;

/** What {@code train} says about a validation. */
final class TrainingText {

    private TrainingText() {
    }

    /** Such as {@code after 40,000 decisions: +1.234 % net on the validation data (1,752 decisions, 30 fills); reward of an episode +0.0123 (mean of 27)}. */
    static String of(final Validated validated) {
        final Validated.Episodes episodes = validated.episodes();
        return String.format(
            Locale.ROOT, "after %,d decisions: %+.3f %% net on the validation data (%,d decisions, %,d fills)%s", validated.steps(),
            100 * validated.netReturn(), validated.result().decisions(), validated.result().fills(), episodes.count() == 0 ? ""
                : String.format(Locale.ROOT, "; reward of an episode %+.4f (mean of %,d)", episodes.meanReward(), episodes.count()));
    }
}
