package io.ringmaster.exchange;

import static io.ringmaster.exchange.Messages.FIRST;
import static io.ringmaster.exchange.Messages.LAST;
import static io.ringmaster.exchange.Session.PLAIN;
import static io.ringmaster.schema.OrderType.MARKET;
import static io.ringmaster.schema.Side.BUY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedBookTest {

    private final Session session = new Session(PLAIN).book("5x100", "3x101");

    @Test
    void shouldHaveNothingToTakeAfterAGapUntilTheNextSnapshot() {
        session.delta(session.bookSequence() + 1, session.bookSequence() + 2, FIRST | LAST, "", "9x101");
        session.send(1, MARKET, BUY, "1", null);
        assertEquals(List.of("1 NEW", "1 EXPIRED NO_LIQUIDITY"), session.heard());

        session.delta(session.bookSequence() + 2, session.bookSequence() + 3, FIRST | LAST, "", "9x101");
        session.send(2, MARKET, BUY, "1", null);
        assertEquals(List.of("2 NEW", "2 EXPIRED NO_LIQUIDITY"), session.heard());

        session.book("5x100", "3x102").send(3, MARKET, BUY, "1", null);
        assertEquals(List.of("3 NEW", "3 TRADE BUY 1@102 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldLeaveOutADeltaThatIsOlderThanTheBook() {
        session.delta(session.bookSequence() - 1, session.bookSequence(), FIRST | LAST, "", "0x101");
        session.send(1, MARKET, BUY, "1", null);

        assertEquals(List.of("1 NEW", "1 TRADE BUY 1@101 TAKER leaves 0"), session.heard());
    }

    @Test
    void shouldReadASplitMessageOnlyWhenItsLastPartIsThere() {
        session.snapshot(2000, FIRST, "5x200", "").send(1, MARKET, BUY, "1", null);
        assertEquals(List.of("1 NEW", "1 EXPIRED NO_LIQUIDITY"), session.heard());

        session.snapshot(2000, LAST, "5x199", "3x201");
        session.delta(2000, 2001, FIRST, "", "1x202").delta(2000, 2001, 0, "", "1x203").delta(2000, 2001, LAST, "", "1x204");
        session.send(2, MARKET, BUY, "6", null);
        assertEquals(
            List.of("2 NEW", "2 TRADE BUY 3@201 TAKER leaves 3", "2 TRADE BUY 1@202 TAKER leaves 2", "2 TRADE BUY 1@203 TAKER leaves 1",
                "2 EXPIRED IOC_UNFILLED"),
            session.heard());
    }

    @Test
    void shouldVoidTheBookWhenAPartIsMissing() {
        session.snapshot(2000, FIRST, "5x200", "3x201").delta(2000, 2001, FIRST | LAST, "", "1x202");
        session.send(1, MARKET, BUY, "1", null);

        assertEquals(List.of("1 NEW", "1 EXPIRED NO_LIQUIDITY"), session.heard());
    }
}
