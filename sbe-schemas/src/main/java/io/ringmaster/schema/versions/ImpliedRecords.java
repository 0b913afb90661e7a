package io.ringmaster.schema.versions;

import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;

/**
 * What an order intent says besides itself. Before version 4 records of their own said it: a RiskVerdict with PASSED in front of the intent, and an
 * OrderStateChange with SUBMIT behind it.
 */
public final class ImpliedRecords {

    private static final int SINCE_VERSION = 4;

    private ImpliedRecords() {
    }

    /** Whether it says that the gate let an order pass. */
    public static boolean isPassedVerdict(final OrderIntentDecoder intent) {
        return intent.actingVersion() >= SINCE_VERSION && (intent.kind() == OrderKind.NEW || intent.kind() == OrderKind.AMEND);
    }

    /** Whether it says that an order's life began. */
    public static boolean isSubmission(final OrderIntentDecoder intent) {
        return intent.actingVersion() >= SINCE_VERSION && intent.kind() == OrderKind.NEW;
    }
}
