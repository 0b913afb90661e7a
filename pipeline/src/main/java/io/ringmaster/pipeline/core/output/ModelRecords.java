package io.ringmaster.pipeline.core.output;

import io.ringmaster.inference.ModelAnswer;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.drift.DriftReport;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.ModelDriftEncoder;
import io.ringmaster.schema.ModelOutputEncoder;
import io.ringmaster.schema.ObservationEncoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.MutableDirectBuffer;

/** Encodes what a model saw, what it said, and how far both drift. Each method returns the length of the message, at the buffer's beginning. */
final class ModelRecords {

    private static final int VALUE_BYTES = ObservationEncoder.ValuesEncoder.sbeBlockLength();
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ObservationEncoder.BYTE_ORDER);

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ObservationEncoder observation = new ObservationEncoder();
    private final ModelOutputEncoder output = new ModelOutputEncoder();
    private final ModelDriftEncoder drift = new ModelDriftEncoder();
    /** An observation's values as they stand in the message; as long as the longest so far. */
    private byte[] values = {};
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
        final int count = target.observed.length;
        observation.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).instrumentId(target.instrumentId).valuesCount(count);
        if (values.length < VALUE_BYTES * count) {
            values = new byte[VALUE_BYTES * count];
        }
        // The generated encoder keeps count and limit for each element, which costs more than its one field.
        for (int i = 0; i < count; i++) {
            DOUBLE.set(values, VALUE_BYTES * i, (double) target.observed[i]);
        }
        buffer.putBytes(observation.limit(), values, 0, VALUE_BYTES * count);
        observation.limit(observation.limit() + VALUE_BYTES * count);
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
