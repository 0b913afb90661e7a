package io.ringmaster.pipeline.core.output;

import io.ringmaster.inference.NewSignals;
import io.ringmaster.inference.Target;
import io.ringmaster.schema.GroupSizeEncodingEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.RecommendationsEncoder;
import io.ringmaster.schema.RecommendationsEncoder.GradedEncoder;
import io.ringmaster.schema.RecommendationsEncoder.PlainEncoder;
import io.ringmaster.schema.Signal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes the recommendations of one input as one message. A list of limited length: the longest message has about 10,000 bytes, however many strategies
 * there are. Plain ones, which are most, come first in the message and are encoded at once.
 */
final class RecommendationList {

    private static final int MOST = 256;
    private static final int PLAIN_BYTES = PlainEncoder.sbeBlockLength();
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, RecommendationsEncoder.BYTE_ORDER);
    /** By ordinal of a signal, how it is recorded. */
    private static final byte[] VALUES = values();

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RecommendationsEncoder encoder = new RecommendationsEncoder();
    private final GroupSizeEncodingEncoder plainSize = new GroupSizeEncodingEncoder();
    /** The plain ones as they stand in the message. */
    private final byte[] plainRows = new byte[MOST * PLAIN_BYTES];
    private int plain;
    private long causeSequence;
    private long timeNs;
    private final int[] gradedIndex = new int[MOST];
    private final Signal[] gradedSignal = new Signal[MOST];
    private final double[] strength = new double[MOST];
    private final double[] confidence = new double[MOST];
    private final long[] stopPriceE8 = new long[MOST];
    private final long[] targetPriceE8 = new long[MOST];
    private int graded;

    private static byte[] values() {
        final byte[] values = new byte[Signal.values().length];
        for (final Signal signal : Signal.values()) {
            values[signal.ordinal()] = (byte) signal.value();
        }
        return values;
    }

    RecommendationList(final MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Every recommendation from here on was caused by this input. */
    void begin(final long sequence, final long eventTimeNs) {
        causeSequence = sequence;
        timeNs = eventTimeNs;
    }

    boolean isFull() {
        return plain + graded == MOST;
    }

    boolean isEmpty() {
        return plain + graded == 0;
    }

    /**
     * A recommendation that says no more than its signal.
     *
     * @param said ordinal of the signal
     */
    void add(final int index, final int said) {
        // The generated encoder keeps count and limit for each element, which costs more than its two fields.
        final int row = PLAIN_BYTES * plain++;
        INT.set(plainRows, row + PlainEncoder.strategyIndexEncodingOffset(), index);
        plainRows[row + PlainEncoder.signalEncodingOffset()] = VALUES[said];
    }

    /**
     * Adds recommendations that say no more than their signals, until the list is full.
     *
     * @param from number of the first of them
     * @return the number of the first one that was not added
     */
    int add(final NewSignals said, final int from) {
        final int end = Math.min(said.count(), from + MOST - plain - graded);
        for (int i = from; i < end; i++) {
            add(said.strategyIndex(i), said.ordinal(i));
        }
        return end;
    }

    void add(
        final int index, final Signal said, final double strong, final double sure, final long stopE8, final long targetE8) {
        final double full = said == Signal.HOLD ? 0 : 1;
        if (strong == full && sure == full && stopE8 == Target.NO_PRICE && targetE8 == Target.NO_PRICE) {
            add(index, said.ordinal());
            return;
        }
        gradedIndex[graded] = index;
        gradedSignal[graded] = said;
        strength[graded] = strong;
        confidence[graded] = sure;
        stopPriceE8[graded] = stopE8;
        targetPriceE8[graded++] = targetE8;
    }

    /** Ends the list; returns the length of header and body. */
    int encode() {
        encoder.wrapAndApplyHeader(buffer, 0, header).causeSequence(causeSequence).timeNs(timeNs);
        final int sizeAt = encoder.limit();
        encoder.plainCount(0);
        plainSize.wrap(buffer, sizeAt).numInGroup(plain);
        buffer.putBytes(encoder.limit(), plainRows, 0, PLAIN_BYTES * plain);
        encoder.limit(encoder.limit() + PLAIN_BYTES * plain);
        final GradedEncoder gradedGroup = encoder.gradedCount(graded);
        for (int i = 0; i < graded; i++) {
            gradedGroup.next().strategyIndex(gradedIndex[i]).signal(gradedSignal[i]).strength(strength[i]).confidence(confidence[i])
                .stopPriceE8(stopPriceE8[i]).targetPriceE8(targetPriceE8[i]);
        }
        plain = 0;
        graded = 0;
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
