package io.ringmaster.monitor.model;

import java.util.List;

/**
 * How the session and its journals are.
 *
 * @param isHealthy      whether the engine's journal was within its limits, by its last word on it
 * @param disk           as it is now, at any moment
 * @param remarks        what is wrong with the files, or not as usual, one sentence each; empty if nothing is
 */
public record HealthView(Journals journals, Feed feed, boolean isHealthy, DiskUse disk, List<String> remarks) {

    /**
     * How far both journals were read.
     *
     * @param inputSequence  of the last input
     * @param inputChain     chain value of that input: it proves every byte before it
     * @param outputSequence of the last output
     * @param outputChain    chain value of that output
     * @param outputCause    of the input that caused it
     */
    public record Journals(long inputSequence, int inputChain, long outputSequence, int outputChain, long outputCause) {
    }

    /**
     * How the market comes in.
     *
     * @param marketAgeNs event time since the last message on the market; -1 before the first
     * @param gaps        messages on the books that were missed
     * @param reconnects  connections that came back
     */
    public record Feed(long marketAgeNs, long gaps, long reconnects) {
    }

    public long inputSequence() {
        return journals.inputSequence();
    }

    public int inputChain() {
        return journals.inputChain();
    }

    public long outputSequence() {
        return journals.outputSequence();
    }

    public int outputChain() {
        return journals.outputChain();
    }

    public long outputCause() {
        return journals.outputCause();
    }

    public long marketAgeNs() {
        return feed.marketAgeNs();
    }

    public long gaps() {
        return feed.gaps();
    }

    public long reconnects() {
        return feed.reconnects();
    }


    /** Inputs after the last one that led to an output. */
    public long inputsSinceOutput() {
        return inputSequence() - outputCause();
    }
}
