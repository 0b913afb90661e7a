package io.ringmaster.inference;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.inference.experts.ExpertSettings;
import java.util.Optional;

/** How the experts policy weighs strategies, and when a change is worth a trade. */
public record ExpertsSettings(
    @Inline ExpertSettings weighing,
    @Setting(kind = Kind.DURATION, value = "0s", min = "0s",
        doc = "length of a round: at its end the weights learn from what each virtual account earned in it; 0s: the longest timeframe of an enabled"
        + " strategy of the instrument")
    long roundNs,
    @Setting(kind = Kind.E8, value = "0.1", min = "0", max = "1",
        doc = "the target stays while the weighted exposure differs from it by less than this, and is nothing instead of less than this; 1 is a full"
        + " target. A change costs fees")
    long deadZoneE8) {

    /** Why no session can weigh so many strategies of an instrument under these settings; empty if one can. */
    public Optional<String> fault(final long strategies) {
        try {
            weighing.create((int) Math.max(1, strategies), 0);
            return Optional.empty();
        } catch (final IllegalArgumentException e) {
            return Optional.of("policy.experts: " + e.getMessage());
        }
    }
}
