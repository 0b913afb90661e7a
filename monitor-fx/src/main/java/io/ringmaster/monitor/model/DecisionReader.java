package io.ringmaster.monitor.model;

import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.agrona.DirectBuffer;

/** Reads from the output journal what is recorded of one decision. One thread. */
final class DecisionReader implements AutoCloseable {

    private final SessionFiles files;
    private final Head head;
    private final TimeTravel travel;

    DecisionReader(final SessionFiles files, final Head head) {
        this.files = files;
        this.head = head;
        travel = new TimeTravel(files, head);
    }

    /** @throws NoSuchElementException if the journal no longer holds the decision */
    DecisionDetail read(final DecisionRow row) {
        final Timeline timeline = head.timeline();
        travel.goToOutputs(row.sequence());
        try (JournalTail output = JournalTail.after(files.output(), timeline.outputBefore(row))) {
            List<DecisionDetail.Observed> observation = List.of();
            DecisionDetail.Outputs outputs = DecisionDetail.Outputs.NONE;
            while (output.hasNext() && OutputState.cause(output.buffer(), output.offset()) == row.sequence()) {
                final DirectBuffer buffer = output.buffer();
                final int offset = output.offset();
                final MessageHeaderDecoder header = new MessageHeaderDecoder();
                switch (Market.templateId(buffer, offset)) {
                    case ObservationDecoder.TEMPLATE_ID ->
                        observation = observed(row, new ObservationDecoder().wrapAndApplyHeader(buffer, offset, header), observation);
                    case ModelOutputDecoder.TEMPLATE_ID ->
                        outputs = outputs(row, new ModelOutputDecoder().wrapAndApplyHeader(buffer, offset, header), outputs);
                    case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> {
                        final RecordedDecision decision = new RecordedDecision().wrap(buffer, offset);
                        if (decision.instrumentId() == row.instrument()) {
                            return detail(row, decision, observation, outputs);
                        }
                    }
                    default -> {
                        // Another record of the same input.
                    }
                }
                output.take();
            }
            throw new NoSuchElementException("the decision of input " + row.sequence() + " cannot be read: "
                + (output.damage().isEmpty() ? "the output journal does not hold it" : output.damage()));
        }
    }

    private List<DecisionDetail.Observed> observed(
        final DecisionRow row, final ObservationDecoder message, final List<DecisionDetail.Observed> before) {
        if (message.instrumentId() != row.instrument()) {
            return before;
        }
        final List<String> names = head.timeline().factsAt(row.sequence()).observationNames();
        final List<DecisionDetail.Observed> values = new ArrayList<>();
        for (final ObservationDecoder.ValuesDecoder value : message.values()) {
            final int place = values.size();
            values.add(new DecisionDetail.Observed(place < names.size() ? names.get(place) : "value " + place, value.value()));
        }
        return List.copyOf(values);
    }

    private static DecisionDetail.Outputs outputs(
        final DecisionRow row, final ModelOutputDecoder message, final DecisionDetail.Outputs before) {
        if (message.instrumentId() != row.instrument()) {
            return before;
        }
        final int models = message.models();
        final String engine = message.engine().name();
        final List<Float> numbers = new ArrayList<>();
        for (final ModelOutputDecoder.NumbersDecoder number : message.numbers()) {
            numbers.add(number.number());
        }
        return new DecisionDetail.Outputs(models, engine, List.copyOf(numbers));
    }

    private DecisionDetail detail(
        final DecisionRow row, final RecordedDecision message, final List<DecisionDetail.Observed> observation,
        final DecisionDetail.Outputs outputs) {
        final DecisionDetail.Target target = new DecisionDetail.Target(message.strength(), message.confidence());
        final DecisionDetail.Tallies tallies = new DecisionDetail.Tallies(
            message.agreeing(),
            new DecisionDetail.Tallies.Heard(message.longs(), message.shorts(), message.flats()), message.weightE8(), message.strategyIndex(),
            message.stopStrategyIndex(), message.targetStrategyIndex());
        return new DecisionDetail(
            row, message.trigger(), target, tallies, new DecisionDetail.Model(observation, outputs), travel.outputs().view().strategies(),
            head.timeline().orders.ofDecision(row.sequence(), row.instrument()));
    }

    @Override
    public void close() {
        travel.close();
    }
}
