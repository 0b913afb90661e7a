package io.ringmaster.cli.command;

import io.ringmaster.lab.source.Sha256;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/**
 * A hash over all decisions up to a moment. A policy that knows nothing of the future decides the same up to there if the data end there.
 */
final class CutCheck implements OutputSink {

    private static final int CUTS = 2;
    private static final long SEED = 1;

    private final long cutNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final MessageDigest digest = Sha256.digest();
    private final byte[] bytes = new byte[1 << 16];
    private long decisions;

    CutCheck(final long cutNs) {
        this.cutNs = cutNs;
    }

    /** Checks for random moments of a time, always the same ones. */
    static List<CutCheck> within(final long startNs, final long endNs) {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<CutCheck> checks = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            final double share = (i + 0.5 + 0.5 * random.nextDouble()) / (CUTS + 0.5);
            checks.add(new CutCheck(startNs + (long) (share * (endNs - startNs))));
        }
        return checks;
    }

    /** Passes all outputs on to several. */
    static OutputSink all(final List<? extends OutputSink> sinks) {
        return (buffer, offset, length) -> sinks.forEach(sink -> sink.append(buffer, offset, length));
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        if (RecordedDecision.isDecision(header.wrap(buffer, offset).templateId()) && decision.wrap(buffer, offset).timeNs() <= cutNs) {
            buffer.getBytes(offset, bytes, 0, length);
            digest.update(bytes, 0, length);
            decisions++;
        }
    }

    long cutNs() {
        return cutNs;
    }

    /** Decisions up to the moment. */
    long decisions() {
        return decisions;
    }

    /** Ends the hash. */
    byte[] hash() {
        return digest.digest();
    }
}
