package io.ringmaster.inference.model;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import java.util.function.LongSupplier;

/**
 * A model and the engine that runs it. Which engine that is, is decided once, by the first one that is opened; every later one is of the same kind. Any
 * thread may call it.
 */
public final class ServedModel {

    private final Model model;
    private final LongSupplier nanoTime;
    private GoldenVectors golden;
    private EngineChoice choice;
    /** Opened, and not taken yet; null if there is none. */
    private EngineSelection ready;

    /**
     * @param golden   recorded outputs that the engine must give; null if there are none
     * @param nanoTime limits the time that a slow model takes until it is warmed up
     */
    public ServedModel(final Model model, final GoldenVectors golden, final EngineChoice choice, final LongSupplier nanoTime) {
        this.model = model;
        this.nanoTime = nanoTime;
        this.golden = golden;
        this.choice = choice;
    }

    public Model model() {
        return model;
    }

    /**
     * Opens the engine, unless one is open already, and keeps it until it is taken.
     *
     * @throws io.ringmaster.inference.model.graph.ModelRefusedException if the chosen engine cannot run the model
     * @throws GoldenDifferenceException                                 if it computes something else than was recorded
     */
    public synchronized EngineSelection open() {
        if (ready == null) {
            final EngineSelection opened = Engines.open(model, golden, choice, nanoTime);
            requireGolden(opened.engine());
            choice = opened.choice();
            golden = null;
            ready = opened;
        }
        return ready;
    }

    private void requireGolden(final ModelEngine engine) {
        final Difference worst = golden == null ? Difference.NONE : golden.compare(engine, model);
        if (worst.error() > Engines.TOLERANCE) {
            final String name = engine.name();
            engine.close();
            throw new GoldenDifferenceException(model.name() + " computes something else here than it was recorded with, with the engine " + name + ": "
                + golden.name() + " " + golden.describe(worst) + ". Export the model and its golden vectors again.");
        }
    }

    /** The engine, warmed up for its first decision; the receiver closes it. A second call opens a second engine. */
    public synchronized ModelEngine take() {
        final ModelEngine engine = open().engine();
        ready = null;
        return engine;
    }

    /** Gives back an engine that was opened and not taken. */
    public synchronized void close() {
        if (ready != null) {
            ready.engine().close();
            ready = null;
        }
    }
}
