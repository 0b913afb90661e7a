package io.ringmaster.cli.settings;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.inference.PolicySettings;
import java.util.List;

/** The policy that trades, and those that decide beside it. */
record Policies(
    @Inline PolicySettings main,
    @Setting(value = "[]",
        doc = "policies that decide on the same market beside this one and never trade; each has an id and the keys of this section, with their defaults,"
            + " and is scored by a virtual account")
    List<Challenger> challengers) {

    Policies {
        challengers = List.copyOf(challengers);
    }

    /** A policy that decides beside the one that trades. */
    record Challenger(
        @Setting(doc = "name of the challenger: a-z, 0-9, - and _") String id,
        @Inline PolicySettings policy) { }

    Policies with(final PolicySettings other) {
        return new Policies(other, challengers);
    }
}
