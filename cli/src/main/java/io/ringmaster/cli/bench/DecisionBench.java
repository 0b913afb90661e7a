package io.ringmaster.cli.bench;

import com.sun.management.ThreadMXBean;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.graph.Model;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures decisions of a model at a fixed rate, with each engine, beside the bare call of that engine. The variants take turns in short rounds, so that
 * a busy moment of the machine hits all of them. In front of each call, a market event passes through the decision stage; it is not measured.
 */
final class DecisionBench implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long HIGHEST_NS = 60_000_000_000L;
    /** A parked thread wakes up to 100 microseconds late on an idle machine. */
    private static final long SPIN_NS = 150_000;
    private static final int WARM_UP_CALLS = 20_000;
    private static final int CALLS_A_ROUND = 200;
    private static final int COUNTED_CALLS = 2_000;

    /** What is measured. */
    enum Variant {

        /** Observation, ONNX Runtime and target. */
        DECISION,
        /** The call of ONNX Runtime alone, over pinned buffers. */
        INFERENCE,
        /** Observation, exact engine and target. */
        DECISION_EXACT,
        /** The exact engine alone. */
        INFERENCE_EXACT
    }

    /**
     * The figures of a variant.
     *
     * @param latencyNs    from the time at which the call was due
     * @param serviceNs    from the begin of the call, which is later if the calls before took too long
     * @param bytesPerCall heap bytes allocated
     */
    record Figures(Histogram latencyNs, Histogram serviceNs, double bytesPerCall) {

        private Figures() {
            this(new Histogram(HIGHEST_NS, 3), new Histogram(HIGHEST_NS, 3), 0);
        }

        /** The median latency as a multiple of another's. */
        double times(final Figures other) {
            return (double) latencyNs.getValueAtPercentile(50) / other.latencyNs.getValueAtPercentile(50);
        }

        /** The median service time as a multiple of another's. */
        double serviceTimes(final Figures other) {
            return (double) serviceNs.getValueAtPercentile(50) / other.serviceNs.getValueAtPercentile(50);
        }
    }

    private final ModelDecision runtime;
    private final ModelDecision exact;
    private final long intervalNs;

    /** @param rate calls a second */
    DecisionBench(final Model model, final int rate) {
        runtime = new ModelDecision(model, EngineChoice.ONNXRUNTIME);
        exact = new ModelDecision(model, EngineChoice.EXACT);
        intervalNs = 1_000_000_000L / rate;
    }

    /** @param calls measured calls of each variant */
    Map<Variant, Figures> run(final int calls) {
        runtime.warmUp();
        exact.warmUp();
        final Map<Variant, Figures> figures = new EnumMap<>(Variant.class);
        for (final Variant variant : Variant.values()) {
            figures.put(variant, new Figures());
            for (int i = 0; i < WARM_UP_CALLS; i++) {
                subject(variant).advance();
                call(variant);
            }
            play(variant, CALLS_A_ROUND, new Figures());
        }
        for (int done = 0; done < calls; done += CALLS_A_ROUND) {
            for (final Variant variant : Variant.values()) {
                play(variant, Math.min(CALLS_A_ROUND, calls - done), figures.get(variant));
            }
        }
        figures.replaceAll((variant, timed) -> new Figures(timed.latencyNs, timed.serviceNs, bytesPerCall(variant)));
        return figures;
    }

    private void play(final Variant variant, final int calls, final Figures figures) {
        final ModelDecision subject = subject(variant);
        long dueNs = System.nanoTime() + intervalNs;
        for (int i = 0; i < calls; i++) {
            subject.advance();
            await(dueNs);
            final long startNs = System.nanoTime();
            call(variant);
            final long endNs = System.nanoTime();
            figures.latencyNs.recordValue(endNs - dueNs);
            figures.serviceNs.recordValue(endNs - startNs);
            requireDecision(variant);
            dueNs += intervalNs;
        }
    }

    /** Parks first: on a busy machine, a thread that spins all the time loses its core when a call is due. */
    private static void await(final long dueNs) {
        final long parkedNs = dueNs - System.nanoTime() - SPIN_NS;
        if (parkedNs > 0) {
            LockSupport.parkNanos(parkedNs);
        }
        while (System.nanoTime() < dueNs) {
            Thread.onSpinWait();
        }
    }

    private void call(final Variant variant) {
        switch (variant) {
            case DECISION -> runtime.decide();
            case INFERENCE -> runtime.infer();
            case DECISION_EXACT -> exact.decide();
            case INFERENCE_EXACT -> exact.infer();
        }
    }

    private ModelDecision subject(final Variant variant) {
        return switch (variant) {
            case DECISION, INFERENCE -> runtime;
            case DECISION_EXACT, INFERENCE_EXACT -> exact;
        };
    }

    private void requireDecision(final Variant variant) {
        if (!subject(variant).isDecided()) {
            throw new IllegalStateException("the model was not asked");
        }
    }

    private double bytesPerCall(final Variant variant) {
        long allocated = 0;
        for (int i = 0; i < COUNTED_CALLS; i++) {
            subject(variant).advance();
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            call(variant);
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        return (double) allocated / COUNTED_CALLS;
    }

    @Override
    public void close() {
        runtime.close();
        exact.close();
    }
}
