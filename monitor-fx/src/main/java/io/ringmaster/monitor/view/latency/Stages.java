package io.ringmaster.monitor.view.latency;

import io.ringmaster.monitor.view.kit.Ink;

/** The stages of the engine as its latency log names them: what each spans, and its colour. */
final class Stages {

    private Stages() {
    }

    /** What a stage spans; empty for one that this program does not know. */
    static String span(final String stage) {
        return switch (stage) {
            case "stage1" -> "slot claimed until input journal and strategies are done";
            case "decision" -> "until the policy has decided";
            case "sequencer" -> "until risk gate, orders and output journal are done";
            case "total" -> "slot claimed until the sequencer is done";
            case "order" -> "slot claimed until the last command is in the gateway's ring";
            default -> "";
        };
    }

    /** The colour of a stage, in the table and in every curve. */
    static Ink ink(final String stage) {
        return switch (stage) {
            case "stage1" -> Ink.UP;
            case "decision" -> Ink.SECOND;
            case "sequencer" -> Ink.DOWN;
            case "total" -> Ink.ACCENT;
            default -> Ink.THIRD;
        };
    }
}
