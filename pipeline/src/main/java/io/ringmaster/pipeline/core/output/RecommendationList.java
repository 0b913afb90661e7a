package io.ringmaster.pipeline.core.output;

import io.ringmaster.inference.Target;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.RecommendationsEncoder;
import io.ringmaster.schema.RecommendationsEncoder.GradedEncoder;
import io.ringmaster.schema.RecommendationsEncoder.PlainEncoder;
import io.ringmaster.schema.Signal;
import org.agrona.MutableDirectBuffer;

/**
 * Collects the recommendations of one input and encodes them as one message. A list of limited length: the longest message has about 10,000 bytes,
 * however many strategies there are.
 */
final class RecommendationList {

    private static final int MOST = 256;

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RecommendationsEncoder encoder = new RecommendationsEncoder();
    private final int[] strategyIndex = new int[MOST];
    private final Signal[] signal = new Signal[MOST];
    private final double[] strength = new double[MOST];
    private final double[] confidence = new double[MOST];
    private final long[] stopPriceE8 = new long[MOST];
    private final long[] targetPriceE8 = new long[MOST];
    private final boolean[] isPlain = new boolean[MOST];
    private int count;
    private int plain;

    RecommendationList(final MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    boolean isFull() {
        return count == MOST;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(
        final int index, final Signal said, final double strong, final double sure, final long stopE8, final long targetE8) {
        strategyIndex[count] = index;
        signal[count] = said;
        strength[count] = strong;
        confidence[count] = sure;
        stopPriceE8[count] = stopE8;
        targetPriceE8[count] = targetE8;
        isPlain[count] = hasNoGrades(count);
        plain += isPlain[count] ? 1 : 0;
        count++;
    }

    private boolean hasNoGrades(final int i) {
        final double sure = signal[i] == Signal.HOLD ? 0 : 1;
        return strength[i] == sure && confidence[i] == sure && stopPriceE8[i] == Target.NO_PRICE && targetPriceE8[i] == Target.NO_PRICE;
    }

    /** Encodes the list and begins a new one; returns the length of header and body. */
    int encode(final long causeSequence, final long timeNs) {
        encoder.wrapAndApplyHeader(buffer, 0, header).causeSequence(causeSequence).timeNs(timeNs);
        final PlainEncoder plainGroup = encoder.plainCount(plain);
        for (int i = 0; i < count; i++) {
            if (isPlain[i]) {
                plainGroup.next().strategyIndex(strategyIndex[i]).signal(signal[i]);
            }
        }
        final GradedEncoder gradedGroup = encoder.gradedCount(count - plain);
        for (int i = 0; i < count; i++) {
            if (!isPlain[i]) {
                gradedGroup.next().strategyIndex(strategyIndex[i]).signal(signal[i]).strength(strength[i]).confidence(confidence[i])
                    .stopPriceE8(stopPriceE8[i]).targetPriceE8(targetPriceE8[i]);
            }
        }
        count = 0;
        plain = 0;
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
