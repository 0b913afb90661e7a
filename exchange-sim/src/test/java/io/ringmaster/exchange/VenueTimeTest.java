package io.ringmaster.exchange;

import static io.ringmaster.exchange.Session.MS;
import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.schema.OrderType.MARKET;
import static io.ringmaster.schema.Side.BUY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The venue's time moves with the clock, also while nothing is due. */
class VenueTimeTest {

    private final Session session = new Session(PLAIN).mark("50000").book("50x49999", "50x50000");

    @Test
    void shouldNotReportBeforeTheTimeItWasAdvancedTo() {
        final long decidedNs = session.nowNs();
        final long nowNs = decidedNs + 60_000 * MS;

        session.passTo(nowNs).sendLate(decidedNs, 1, MARKET, BUY, "1");

        assertEquals(List.of("1 NEW", "1 TRADE BUY 1@50000 TAKER leaves 0"), session.heard());
        // It arrives when it is handed over; its report takes 5 ms.
        session.reports(Report.Execution.class).forEach(report -> assertEquals(nowNs + 5 * MS, report.receiveTimeNs(), report.toString()));
    }
}
