package io.ringmaster.pipeline.core.output;

import io.ringmaster.inference.ModelAnswer;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.drift.DriftReport;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.ModelDriftEncoder;
import io.ringmaster.schema.ModelOutputEncoder;
import io.ringmaster.schema.ObservationEncoder;
import org.agrona.MutableDirectBuffer;

/** Encodes what a model saw, what it said, and how far both drift. Each method returns the length of the message, at the buffer's beginning. */
final class ModelRecords {

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ObservationEncoder observation = new ObservationEncoder();
    private final ModelOutputEncoder output = new ModelOutputEncoder();
    private final ModelDriftEncoder drift = new ModelDriftEncoder();
    private long causeSequence;
    private long timeNs;

    ModelRecords(final MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    void begin(final long sequence, final long eventTimeNs) {
        causeSequence = sequence;
        timeNs = eventTimeNs;
    }

    int observation(final Target target) {
        final ObservationEncoder.ValuesEncoder values = observation.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).instrumentId(target.instrumentId).valuesCount(target.observed.length);
        for (final float value : target.observed) {
            values.next().value(value);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + observation.encodedLength();
    }

    int output(final Target target) {
        final ModelAnswer answer = target.answer;
        final ModelOutputEncoder.NumbersEncoder numbers = output.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).instrumentId(target.instrumentId).models(answer.models).engine(answer.engine)
            .numbersCount(answer.count);
        for (int i = 0; i < answer.count; i++) {
            numbers.next().number(answer.numbers[i]);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + output.encodedLength();
    }

    int drift(final DriftReport report) {
        final DriftReport.Ranking values = report.values();
        final DriftReport.Ranking outputs = report.outputs();
        drift.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).alarmAbove(report.limit()).decisions(report.decisions())
            .alarm((short) (report.isAlarm() ? 1 : 0));
        final ModelDriftEncoder.ValuesEncoder valueGroup = drift.valuesCount(values.count());
        for (int i = 0; i < values.count(); i++) {
            valueGroup.next().place(values.column(i)).psi(values.index(i));
        }
        final ModelDriftEncoder.OutputsEncoder outputGroup = drift.outputsCount(outputs.count());
        for (int i = 0; i < outputs.count(); i++) {
            outputGroup.next().place(outputs.column(i)).psi(outputs.index(i));
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + drift.encodedLength();
    }
}
