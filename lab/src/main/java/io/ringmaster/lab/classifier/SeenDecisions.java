package io.ringmaster.lab.classifier;

import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Collects the observations of a session with a model, each with the mark of its own instrument that is journaled with its decision. */
public final class SeenDecisions implements OutputSink {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final PortfolioStateDecoder portfolio = new PortfolioStateDecoder();
    private final List<SeenDecision> all = new ArrayList<>();
    private long sequence;
    private int instrumentId;
    private float[] values;

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

    private void onObservation(final ObservationDecoder seen) {
        sequence = seen.causeSequence();
        instrumentId = seen.instrumentId();
        final ObservationDecoder.ValuesDecoder group = seen.values();
        values = new float[group.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) group.next().value();
        }
    }

    private void onDecision(final RecordedDecision made) {
        if (made.isValued()) {
            onMark(made.causeSequence(), made.instrumentId(), made.timeNs(), made.markPriceE8());
        }
    }

    private void onPortfolio(final PortfolioStateDecoder state) {
        onMark(state.causeSequence(), state.instrumentId(), state.timeNs(), state.markPriceE8());
    }

    private void onMark(final long cause, final int instrument, final long timeNs, final long markPriceE8) {
        if (values != null && cause == sequence && instrument == instrumentId) {
            all.add(new SeenDecision(timeNs, values, FixedPoint.toDouble(markPriceE8)));
            values = null;
        }
    }

    /** In the order of their time. */
    public List<SeenDecision> all() {
        return List.copyOf(all);
    }
}
