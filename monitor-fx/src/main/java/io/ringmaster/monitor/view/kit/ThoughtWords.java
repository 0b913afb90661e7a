package io.ringmaster.monitor.view.kit;

import io.ringmaster.journal.ThoughtText;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.ThoughtRow;

/** Thoughts in readable text, with numbers as the screen shows them. */
public final class ThoughtWords {

    private static final int RATIO_DECIMALS = 4;

    private ThoughtWords() {
    }

    /** Such as {@code opens: holds 0.0000, wants −0.0810}. */
    public static String of(final ThoughtRow row, final SessionFacts facts) {
        final SessionFacts.Instrument instrument = facts.instrument(row.instrument());
        return instrument == null ? ThoughtText.of(row.code(), row.a(), row.b()) : ThoughtText.of(row.code(), row.a(), row.b(), new ThoughtText.Style(
            qtyE8 -> Numbers.onStep(qtyE8, instrument.lotE8()), priceE8 -> Numbers.onStep(priceE8, instrument.tickE8()),
            ratioE8 -> Numbers.fixed(ratioE8, RATIO_DECIMALS)));
    }
}
