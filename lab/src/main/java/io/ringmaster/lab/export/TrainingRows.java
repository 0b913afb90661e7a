package io.ringmaster.lab.export;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.parquet.ParquetFile;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.versions.RecordedDecision;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Writes a row for each decision of a model, from the outputs of a session: what it saw, what it said, what it wanted, and what the account earned until the
 * next decision. The reward is {@code ln(equity / equity before)}, net of all costs, and -1 for a ruined account, as of {@code reward.type: log_return}. The
 * last decision is {@code done}; its reward is what the account earned until the last ledger that is recorded.
 */
public final class TrainingRows implements OutputSink {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final ModelOutputDecoder output = new ModelOutputDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final PortfolioStateDecoder portfolio = new PortfolioStateDecoder();
    private final TrainingTable table;
    private final int features;
    private final int outputs;
    /** Its records are being read; null between decisions. */
    private DecisionRow current;
    /** Waits for the equity at the next decision; null before the first. */
    private DecisionRow waiting;
    private long lastEquityE8;

    /**
     * Adds the columns to a file.
     *
     * @param features names of the values of an observation
     * @param outputs  numbers that the models say for a decision
     */
    public TrainingRows(final ParquetFile file, final List<String> features, final int outputs) {
        table = new TrainingTable(file, features, outputs);
        this.features = features.size();
        this.outputs = outputs;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case ObservationDecoder.TEMPLATE_ID -> onObservation(observation.wrapAndApplyHeader(buffer, offset, header));
            case ModelOutputDecoder.TEMPLATE_ID -> onOutput(output.wrapAndApplyHeader(buffer, offset, header));
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case PortfolioStateDecoder.TEMPLATE_ID -> onPortfolio(portfolio.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                // It is about something else.
            }
        }
    }

    private void onObservation(final ObservationDecoder record) {
        final ObservationDecoder.ValuesDecoder group = record.values();
        requireSame(record.causeSequence(), "observation", features, group.count());
        final float[] seen = new float[features];
        for (int i = 0; i < features; i++) {
            seen[i] = (float) group.next().value();
        }
        final float[] said = new float[outputs];
        Arrays.fill(said, Float.NaN);
        current = new DecisionRow(record.causeSequence(), record.timeNs(), record.instrumentId(), seen, said);
    }

    private static void requireSame(final long input, final String what, final int expected, final int found) {
        if (found != expected) {
            throw new InvalidInputException("the " + what + " changed at input " + input + ", from " + expected + " values to " + found
                + ". Export recorded data with --data, --config and --model.");
        }
    }

    private void onOutput(final ModelOutputDecoder record) {
        final ModelOutputDecoder.NumbersDecoder group = record.numbers();
        requireSame(record.causeSequence(), "answer of the model", outputs, group.count());
        for (int i = 0; i < outputs; i++) {
            current.said[i] = group.next().number();
        }
    }

    private void onDecision(final RecordedDecision record) {
        if (current != null && record.instrumentId() == current.instrumentId) {
            current.exposure = record.signal() == Signal.HOLD ? Double.NaN : FixedPoint.toDouble(record.exposureE8());
            current.signal = record.signal().name();
            current.reason = record.reason().name();
        }
        if (record.isValued()) {
            onValue(record.causeSequence(), record.instrumentId(), record.markPriceE8(), record.equityE8());
        }
    }

    private void onPortfolio(final PortfolioStateDecoder state) {
        onValue(state.causeSequence(), state.instrumentId(), state.markPriceE8(), state.equityE8());
    }

    /** A decision's row is complete with the account at it. */
    private void onValue(final long cause, final int instrumentId, final long markE8, final long equityE8) {
        lastEquityE8 = equityE8;
        if (current != null && cause == current.cause && instrumentId == current.instrumentId) {
            current.markE8 = markE8;
            current.equityE8 = equityE8;
            if (waiting != null) {
                table.write(waiting, earned(waiting.equityE8, current.equityE8), false);
            }
            waiting = current;
            current = null;
        }
    }

    private static double earned(final long beforeE8, final long afterE8) {
        return afterE8 <= 0 ? -1 : beforeE8 <= 0 ? 0 : StrictMath.log((double) afterE8 / beforeE8);
    }

    /** Writes the last row. Nothing may follow. */
    public void finish() {
        if (waiting != null) {
            table.write(waiting, earned(waiting.equityE8, lastEquityE8), true);
            waiting = null;
        }
    }
}
