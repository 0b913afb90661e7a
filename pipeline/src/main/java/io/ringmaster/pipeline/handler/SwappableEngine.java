package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.EngineKind;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The engine of the model that decides. The publisher's thread offers another one right before it publishes the event of a swap. The decision stage takes
 * it when it comes to that event, so each decision is of the model that is in force at its event, and no thread waits for another.
 */
public final class SwappableEngine implements ModelEngine {

    private record Offer(ModelEngine engine, DriftReference reference) { }

    private final Queue<Offer> offered = new ConcurrentLinkedQueue<>();
    private ModelEngine now;

    public SwappableEngine(final ModelEngine first) {
        now = first;
    }

    /**
     * Offers the engine of the next swap; it has as many inputs, and as many outputs that count. Called by the publisher's thread.
     *
     * @param reference of its model's drift; null if the model carries none
     */
    public void offer(final ModelEngine next, final DriftReference reference) {
        offered.add(new Offer(next, reference));
    }

    /**
     * Lets the next engine that was offered decide.
     *
     * @return the reference of its model's drift; null if the model carries none
     */
    DriftReference swap() {
        now.close();
        final Offer next = offered.remove();
        now = next.engine;
        return next.reference;
    }

    @Override
    public EngineKind kind() {
        return now.kind();
    }

    @Override
    public float[] input() {
        return now.input();
    }

    @Override
    public int outputs() {
        return now.outputs();
    }

    @Override
    public float[] output(final int index) {
        return now.output(index);
    }

    @Override
    public void at(final long inputSequence) {
        now.at(inputSequence);
    }

    @Override
    public void run() {
        now.run();
    }

    @Override
    public boolean isWaiting() {
        return now.isWaiting();
    }

    /** Call it while no stage runs. */
    @Override
    public void close() {
        now.close();
        offered.forEach(each -> each.engine.close());
    }
}
