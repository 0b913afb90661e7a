package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.Agreement;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A venue that refuses to tell: it is asked ever less often, and somebody hears of it once. */
class NoEvidenceTest implements VenueCalls, SessionNews {

    private final List<Long> askedMs = new ArrayList<>();
    private final List<Long> logAskedMs = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private long nowMs;
    private boolean isWilling;
    private boolean isLogWilling = true;
    private final OrderSession session = new OrderSession(
        List.of(InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE)), SessionSettings.defaults(),
        new JournaledAccount(new ClientOrderIds("t"), KnownAccount.empty(1, 0, 0)), 0, this, (buffer, offset, length) -> { }, this);

    private void advanceTo(final long timeMs) {
        for (; nowMs < timeMs; nowMs += 10) {
            session.onTime(nowMs);
        }
    }

    @Test
    void shouldAskEverMorePatientlyAndSaySoOnce() {
        advanceTo(200_000);

        assertEquals(List.of(0L, 300L, 900L, 2_100L, 4_500L, 9_300L, 18_900L, 38_100L, 76_500L, 136_500L, 196_500L), askedMs);
        assertEquals(List.of("the account can't be read, and is asked for again: authenticationError"), notices);
        assertEquals(Agreement.UNKNOWN, session.agreement());

        isWilling = true;
        advanceTo(260_000);
        isWilling = false;
        advanceTo(330_000);

        assertEquals(2, notices.size());
    }

    @Test
    void shouldAskForFundingOnceAMinuteAndEverMorePatientlyWhenRefused() {
        isWilling = true;
        advanceTo(60_000);
        isLogWilling = false;
        advanceTo(300_000);

        assertEquals(List.of(0L, 60_000L, 67_000L, 81_000L, 109_000L, 165_000L, 225_000L, 285_000L), logAskedMs);
        assertEquals(List.of("the account log can't be read, and is asked for again: apiLimitExceeded"), notices);
    }

    @Override
    public void gatherFunding(final long sinceMs) {
        logAskedMs.add(nowMs);
        if (isLogWilling) {
            session.onFundings(List.of());
        } else {
            session.onNoFundings("apiLimitExceeded");
        }
    }

    @Override
    public void gather(final List<String> clientTexts, final long fillsSinceMs, final boolean isUrgent) {
        askedMs.add(nowMs);
        if (isWilling) {
            session.onEvidence(new Evidence(new Evidence.Asked(nowMs, nowMs, 0, 1), Map.of(), List.of(), List.of(), List.of()));
        } else {
            session.onNoEvidence("authenticationError");
        }
    }

    @Override
    public void send(final LiveOrder order) {
        throw new AssertionError("nothing was to be sent");
    }

    @Override
    public void amend(final LiveOrder order) {
        throw new AssertionError("nothing was to be moved");
    }

    @Override
    public void cancel(final LiveOrder order) {
        throw new AssertionError("nothing was to be canceled");
    }

    @Override
    public void cancelAll(final int instrumentId) {
        throw new AssertionError("nothing was to be canceled");
    }

    @Override
    public void onDifference(final String what) {
        throw new AssertionError(what);
    }

    @Override
    public void onExternalOrder(final VenueOrderState order) {
        throw new AssertionError(order.toString());
    }

    @Override
    public void onNotice(final String text) {
        notices.add(text);
    }
}
