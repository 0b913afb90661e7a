package io.ringmaster.inference.model;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;
import java.util.List;

/** Runs several models on one observation. Its outputs are the first output of each model, in their order. */
final class EnsembleEngine implements ModelEngine {

    private final ModelEngine[] members;

    /** @param members at least one; all have the same number of inputs */
    EnsembleEngine(final List<ModelEngine> members) {
        this.members = members.toArray(ModelEngine[]::new);
    }

    @Override
    public EngineKind kind() {
        return members[0].kind();
    }

    @Override
    public float[] input() {
        return members[0].input();
    }

    @Override
    public int outputs() {
        return members.length;
    }

    @Override
    public float[] output(final int index) {
        return members[index].output(0);
    }

    @Override
    public void run() {
        final float[] input = members[0].input();
        for (int i = 0; i < members.length; i++) {
            if (i > 0) {
                System.arraycopy(input, 0, members[i].input(), 0, input.length);
            }
            members[i].run();
        }
    }

    @Override
    public void close() {
        for (final ModelEngine member : members) {
            member.close();
        }
    }
}
