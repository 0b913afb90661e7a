package io.ringmaster.inference.contract;

import java.util.Locale;

/** One number of a strategy's recommendation. */
public enum SignalPart {
    FLAT, LONG, SHORT, HOLD, STRENGTH, CONFIDENCE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOneHot() {
        return ordinal() <= HOLD.ordinal();
    }
}
