package io.ringmaster.pipeline.replay;

import io.ringmaster.inference.model.Difference;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * Compares what models said in a session with what they say now, number by number. Two processors may round differently: a difference of at most
 * {@link Engines#TOLERANCE} is one of last bits. One thread.
 */
final class OutputDifferences {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ModelOutputDecoder recorded = new ModelOutputDecoder();
    private final ModelOutputDecoder now = new ModelOutputDecoder();
    private long compared;
    private long lastBits;
    private long above;
    private double largest;
    /** The first that is above the tolerance, in words; null if there is none. */
    private String first;

    /** @param inputSequence that the decision answers */
    void compare(final long inputSequence, final int place, final float was, final float is) {
        compared++;
        if (Float.floatToRawIntBits(was) == Float.floatToRawIntBits(is)) {
            return;
        }
        final double error = Difference.error(was, is);
        largest = Math.max(largest, error);
        if (error <= Engines.TOLERANCE) {
            lastBits++;
            return;
        }
        above++;
        if (first == null) {
            first = String.format(Locale.ROOT, "number %d of the model's output for input %d: recorded %s, computed %s", place + 1, inputSequence, was, is);
        }
    }

    /** Whether two records are the same but for last bits of a model's output; counted then. */
    boolean areLastBits(final DirectBuffer was, final int wasOffset, final DirectBuffer is, final int isOffset, final int length) {
        if (header.wrap(was, wasOffset).templateId() != ModelOutputDecoder.TEMPLATE_ID) {
            return false;
        }
        final int head = MessageHeaderDecoder.ENCODED_LENGTH + ModelOutputDecoder.BLOCK_LENGTH + ModelOutputDecoder.NumbersDecoder.sbeHeaderSize();
        for (int i = 0; i < Math.min(head, length); i++) {
            if (was.getByte(wasOffset + i) != is.getByte(isOffset + i)) {
                return false;
            }
        }
        return areClose(was, wasOffset, is, isOffset) && count(was, wasOffset, is, isOffset);
    }

    private boolean areClose(final DirectBuffer was, final int wasOffset, final DirectBuffer is, final int isOffset) {
        final ModelOutputDecoder.NumbersDecoder before = recorded.wrapAndApplyHeader(was, wasOffset, header).numbers();
        final ModelOutputDecoder.NumbersDecoder after = now.wrapAndApplyHeader(is, isOffset, header).numbers();
        while (before.hasNext()) {
            if (Difference.error(before.next().number(), after.next().number()) > Engines.TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private boolean count(final DirectBuffer was, final int wasOffset, final DirectBuffer is, final int isOffset) {
        final ModelOutputDecoder.NumbersDecoder before = recorded.wrapAndApplyHeader(was, wasOffset, header).numbers();
        final ModelOutputDecoder.NumbersDecoder after = now.wrapAndApplyHeader(is, isOffset, header).numbers();
        for (int i = 0; before.hasNext(); i++) {
            compare(recorded.causeSequence(), i, before.next().number(), after.next().number());
        }
        return true;
    }

    long compared() {
        return compared;
    }

    long lastBits() {
        return lastBits;
    }

    long above() {
        return above;
    }

    double largest() {
        return largest;
    }

    String first() {
        return first;
    }
}
