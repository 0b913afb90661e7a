package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.experts.ExpertSettings;
import io.ringmaster.inference.experts.Experts;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Question: what does a round of experts cost, by algorithm and number?
 *
 * <p>Input: random returns of up to 1 % for each of 25 and of 10,000 experts; a round has one of 64 such rows. In a session, a round is an hour or a day.
 *
 * <p>Changes a decision at: 1 ms for a round of 10,000. It falls on the thread that decides, at the end of a bar.
 */
public class ExpertsBenchmark extends PerOperation {

    private static final int ROWS = 64;
    private static final long SEED = 71;
    private static final double LARGEST = 0.01;

    @Param({"adahedge", "fixed_share", "eg"})
    public String algorithm;

    @Param({"25", "10000"})
    public int experts;

    private double[][] relatives;
    private Experts weighed;
    private int next;

    @Setup
    public void create() {
        final SplittableRandom random = new SplittableRandom(SEED);
        relatives = new double[ROWS][experts];
        for (final double[] row : relatives) {
            for (int i = 0; i < experts; i++) {
                row[i] = 1 + random.nextDouble(-LARGEST, LARGEST);
            }
        }
        weighed = Configuration.bind(ExpertSettings.class, "bench", "{algorithm: " + algorithm + "}", Map.of()).create(experts, 0);
    }

    @Benchmark
    public double[] round() {
        weighed.update(relatives[next++ & ROWS - 1]);
        return weighed.weights();
    }
}
