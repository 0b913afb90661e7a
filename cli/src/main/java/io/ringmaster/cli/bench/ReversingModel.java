package io.ringmaster.cli.bench;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;

/**
 * A policy for measurements: it says buy for some decisions, then sell for as many, and so on, because a network with random weights hardly ever reverses. A
 * real network may run on each observation first, for its time alone.
 */
final class ReversingModel implements ModelEngine {

    /** An order needs as many events until the venue has answered it. */
    private static final int DECISIONS = 4;
    private static final int OUTPUTS = 3;

    /** Null if no network runs. */
    private final ModelEngine network;
    private final float[] input;
    private final float[] output = new float[OUTPUTS];
    private int decisions;

    /** @param network null for no network */
    ReversingModel(final ModelEngine network, final int values) {
        this.network = network;
        input = network == null ? new float[values] : network.input();
    }

    @Override
    public EngineKind kind() {
        return network == null ? EngineKind.EXACT : network.kind();
    }

    @Override
    public float[] input() {
        return input;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public float[] output(final int index) {
        return output;
    }

    @Override
    public void run() {
        if (network != null) {
            network.run();
        }
        final boolean isBuy = decisions++ / DECISIONS % 2 == 0;
        output[0] = isBuy ? 1 : 0;
        output[1] = isBuy ? 0 : 1;
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
