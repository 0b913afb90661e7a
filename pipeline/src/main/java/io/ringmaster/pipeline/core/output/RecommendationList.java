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
    private final int[] plainIndex = new int[MOST];
    private final Signal[] plainSignal = new Signal[MOST];
    private int plain;
    private final int[] gradedIndex = new int[MOST];
    private final Signal[] gradedSignal = new Signal[MOST];
    private final double[] strength = new double[MOST];
    private final double[] confidence = new double[MOST];
    private final long[] stopPriceE8 = new long[MOST];
    private final long[] targetPriceE8 = new long[MOST];
    private int graded;

    RecommendationList(final MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    boolean isFull() {
        return plain + graded == MOST;
    }

    boolean isEmpty() {
        return plain + graded == 0;
    }

    /** A recommendation that says no more than its signal. */
    void add(final int index, final Signal said) {
        plainIndex[plain] = index;
        plainSignal[plain++] = said;
    }

    void add(
        final int index, final Signal said, final double strong, final double sure, final long stopE8, final long targetE8) {
        final double full = said == Signal.HOLD ? 0 : 1;
        if (strong == full && sure == full && stopE8 == Target.NO_PRICE && targetE8 == Target.NO_PRICE) {
            add(index, said);
            return;
        }
        gradedIndex[graded] = index;
        gradedSignal[graded] = said;
        strength[graded] = strong;
        confidence[graded] = sure;
        stopPriceE8[graded] = stopE8;
        targetPriceE8[graded++] = targetE8;
    }

    /** Encodes the list and begins a new one; returns the length of header and body. */
    int encode(final long causeSequence, final long timeNs) {
        encoder.wrapAndApplyHeader(buffer, 0, header).causeSequence(causeSequence).timeNs(timeNs);
        final PlainEncoder plainGroup = encoder.plainCount(plain);
        for (int i = 0; i < plain; i++) {
            plainGroup.next().strategyIndex(plainIndex[i]).signal(plainSignal[i]);
        }
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
