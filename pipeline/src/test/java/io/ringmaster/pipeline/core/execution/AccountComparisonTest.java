package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountComparisonTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long ONE = FixedPoint.ONE;

    private final Ledger ledger = new Ledger(List.of(InstrumentDefinition.perpetual("X", ONE)), 1_000 * ONE);
    private final AccountComparison account = new AccountComparison(ledger, 1);

    /** One report may have crossed a fill on its way. */
    @Test
    void shouldLatchAtTheSecondWrongPositionInARow() {
        ledger.onFill(0, Side.BUY, 2 * ONE, 100 * ONE, 0);
        assertNull(account.onPosition(0, ONE));
        assertNull(account.onPosition(0, 2 * ONE));
        assertNull(account.onPosition(0, ONE), "the first one after a right one");
        assertEquals(LatchReason.POSITION_MISMATCH, account.onPosition(0, 3 * ONE));
    }

    @Test
    void shouldLatchWhenCashDiffersByMoreThanTheLimitForTooLong() {
        compare(1_000 * ONE, true, 0);
        compare(1_005 * ONE, true, SECOND);
        assertNull(account.onTimer(true, 10 * SECOND, 100 * SECOND), "5, the limit");
        compare(1_005 * ONE + 1, true, 200 * SECOND);
        assertNull(account.onTimer(true, 10 * SECOND, 210 * SECOND - 1));
        assertEquals(LatchReason.ACCOUNT_MISMATCH, account.onTimer(true, 10 * SECOND, 210 * SECOND));
    }

    /** What is held moves the venue's cash in ways ours does not follow. */
    @Test
    void shouldNotCompareCashWhileSomethingIsHeld() {
        compare(1_000 * ONE, true, 0);
        compare(1_100 * ONE, false, SECOND);
        assertNull(account.onTimer(true, 10 * SECOND, 100 * SECOND));
    }

    private void compare(final long cashE8, final boolean isFlat, final long timeNs) {
        account.onAccount(cashE8, cashE8);
        account.compareCash(isFlat, 5 * ONE, timeNs);
    }
}
