package io.ringmaster.lab.retraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.lab.retraining.ClosedTrades.ClosedTrade;
import io.ringmaster.schema.DecisionEncoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.ObservationEncoder;
import io.ringmaster.schema.PortfolioStateEncoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ClosedTradesTest {

    private final ClosedTrades trades = new ClosedTrades();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4_096]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long cause;

    private void see(final double value) {
        final ObservationEncoder record = new ObservationEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(++cause).timeNs(cause);
        record.valuesCount(1).next().value(value);
        trades.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + record.encodedLength());
    }

    private void decide(final Signal signal, final DecisionReason reason) {
        final DecisionEncoder record = new DecisionEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(cause).timeNs(cause).signal(signal)
            .reason(reason);
        trades.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + record.encodedLength());
    }

    private void hold(final long position, final long equity) {
        final PortfolioStateEncoder record = new PortfolioStateEncoder().wrapAndApplyHeader(buffer, 0, header).causeSequence(++cause).timeNs(cause)
            .positionQtyE8(position).equityE8(equity * FixedPoint.ONE);
        trades.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + record.encodedLength());
    }

    private void want(final double seen, final Signal signal) {
        see(seen);
        decide(signal, DecisionReason.MODEL);
    }

    @Test
    void shouldPairWhatTheModelSawWithWhatTheTradeEarned() {
        hold(0, 1_000);
        want(1, Signal.LONG);
        hold(1, 999);
        hold(2, 998);
        see(7);
        decide(Signal.HOLD, DecisionReason.MODEL_SKIP);
        hold(1, 1_080);
        hold(0, 1_100);
        want(2, Signal.SHORT);
        hold(-3, 1_099);
        hold(0, 1_045);

        final List<ClosedTrade> closed = trades.closed();
        assertEquals(2, closed.size());
        assertArrayEquals(new float[] {1}, closed.get(0).seen());
        assertEquals(0.1, closed.get(0).netReturn(), 1e-12);
        assertArrayEquals(new float[] {2}, closed.get(1).seen());
        assertEquals(-0.05, closed.get(1).netReturn(), 1e-12);
        assertEquals(cause, closed.get(1).closedNs());
        assertEquals(0, trades.unexplained());
    }

    @Test
    void shouldEndATradeWhereItsSideChanges() {
        hold(0, 1_000);
        want(1, Signal.LONG);
        hold(1, 1_000);
        want(2, Signal.SHORT);
        hold(-1, 900);
        hold(0, 990);

        assertEquals(2, trades.closed().size());
        assertEquals(-0.1, trades.closed().get(0).netReturn(), 1e-12);
        assertEquals(0.1, trades.closed().get(1).netReturn(), 1e-12);
        assertArrayEquals(new float[] {2}, trades.closed().get(1).seen());
    }

    @Test
    void shouldLeaveOutWhatTheModelDoesNotExplain() {
        hold(1, 1_000);
        hold(0, 1_100);
        see(3);
        decide(Signal.LONG, DecisionReason.CONFLUENCE);
        hold(1, 1_100);
        hold(0, 1_200);
        want(4, Signal.LONG);
        hold(-1, 1_200);
        hold(0, 1_300);

        assertEquals(List.of(), trades.closed());
        assertEquals(3, trades.unexplained());
    }
}
