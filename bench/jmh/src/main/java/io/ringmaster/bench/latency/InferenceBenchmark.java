package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.onnx.RandomNetwork;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: which engine answers sooner for the network that we train, and what does a call allocate?
 *
 * <p>Input: a network of 30-128-64-32-3 with random weights and ReLU; each call has another of 64 random observations. ONNX Runtime works on pinned direct
 * buffers with one thread.
 *
 * <p>Changes a decision at: the exact engine being slower than ONNX Runtime. It is the default because it gives the same bits on every machine.
 */
public class InferenceBenchmark extends PerOperation {

    private static final List<Integer> SIZES = List.of(30, 128, 64, 32, 3);
    private static final long SEED = 71;
    private static final int OBSERVATIONS = 64;

    @Param({"EXACT", "ONNXRUNTIME"})
    public EngineChoice choice;

    private final float[][] observations = new float[OBSERVATIONS][SIZES.getFirst()];
    private ModelEngine engine;
    private int next;

    @Setup
    public void open() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (final float[] observation : observations) {
            for (int i = 0; i < observation.length; i++) {
                observation[i] = (float) random.nextDouble(-3, 3);
            }
        }
        engine = Engines.open(RandomNetwork.of(SIZES, "Relu", SEED), null, choice).engine();
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    public float[] run() {
        final float[] observation = observations[next++ & OBSERVATIONS - 1];
        System.arraycopy(observation, 0, engine.input(), 0, observation.length);
        engine.run();
        return engine.output(0);
    }
}
