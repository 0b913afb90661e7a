package io.ringmaster.lab.retraining;

import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The closed trades of a session with one instrument in which a model decides, each with what the model saw when it wanted the position. A trade goes
 * from a flat account, or from the other side, to a flat account, or to the other side. Its result is the change of equity, so all fees and funding
 * count.
 *
 * <p>A trade that no decision of the model explains, such as one that was open when the journal begins, is counted and left out.
 */
public final class ClosedTrades implements OutputSink {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final PortfolioStateDecoder portfolio = new PortfolioStateDecoder();
    private final List<ClosedTrade> closed = new ArrayList<>();
    private long seenAt;
    private float[] seen;
    /** What the model saw when it last wanted a position; null if it has not. */
    private float[] wanted;
    private Signal side = Signal.HOLD;
    private long positionE8;
    private long equityE8;
    private boolean isKnown;
    private float[] entered;
    private long equityAtEntryE8;
    private long unexplained;

    /**
     * One of them.
     *
     * @param closedNs  event time of its end
     * @param seen      what the model saw when it wanted the position
     * @param netReturn share of the equity before it
     */
    public record ClosedTrade(long closedNs, float[] seen, double netReturn) {
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case ObservationDecoder.TEMPLATE_ID -> onObservation(observation.wrapAndApplyHeader(buffer, offset, header));
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case PortfolioStateDecoder.TEMPLATE_ID -> onPortfolio(portfolio.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                // It is about something else.
            }
        }
    }

    private void onObservation(final ObservationDecoder record) {
        seenAt = record.causeSequence();
        final ObservationDecoder.ValuesDecoder values = record.values();
        seen = new float[values.count()];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = (float) values.next().value();
        }
    }

    private void onDecision(final RecordedDecision record) {
        if (seen != null && record.causeSequence() == seenAt && record.reason() == DecisionReason.MODEL) {
            wanted = seen;
            side = record.signal();
        }
        seen = null;
    }

    private void onPortfolio(final PortfolioStateDecoder record) {
        final long nowE8 = record.positionQtyE8();
        final boolean isOtherSide = Long.signum(nowE8) != Long.signum(positionE8);
        if (isKnown && isOtherSide && positionE8 != 0) {
            close(record);
        }
        if (isKnown && isOtherSide && nowE8 != 0) {
            // From the other side, the new trade begins with what the old one left.
            equityAtEntryE8 = positionE8 == 0 ? equityE8 : record.equityE8();
            entered = side == (nowE8 > 0 ? Signal.LONG : Signal.SHORT) ? wanted : null;
        }
        positionE8 = nowE8;
        equityE8 = record.equityE8();
        isKnown = true;
    }

    private void close(final PortfolioStateDecoder record) {
        if (entered != null && equityAtEntryE8 > 0) {
            closed.add(new ClosedTrade(record.timeNs(), entered, (double) record.equityE8() / equityAtEntryE8 - 1));
        } else {
            unexplained++;
        }
        entered = null;
    }

    /** In the order of their ends. */
    public List<ClosedTrade> closed() {
        return List.copyOf(closed);
    }

    /** Closed trades that were left out. */
    public long unexplained() {
        return unexplained;
    }
}
