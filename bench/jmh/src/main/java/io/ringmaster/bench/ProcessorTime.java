package io.ringmaster.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports the processor time of an operation beside its time by the clock. On a busy machine, other processes take the core away for milliseconds, and only
 * this figure still says what the operation costs. It is the time of the thread that runs the benchmark, so it says nothing where other threads of Java have a
 * share in the work, as behind a ring.
 */
public final class ProcessorTime implements InternalProfiler {

    /** Name of the result, in nanoseconds an operation. */
    public static final String NAME = "processor.time";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String WORKER = "-jmh-worker-";

    /** Share of the benchmark's time that other threads may take, such as one that forces a journal to disk. */
    private static final double OTHERS = 0.1;

    private long beforeNs;
    private long othersBeforeNs;

    @Override
    public String getDescription() {
        return "Processor time of the benchmark's thread for each operation";
    }

    @Override
    public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration) {
        beforeNs = processorNs(true);
        othersBeforeNs = processorNs(false);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
        final BenchmarkParams benchmark, final IterationParams iteration, final IterationResult result) {
        final long takenNs = processorNs(true) - beforeNs;
        if (processorNs(false) - othersBeforeNs > OTHERS * takenNs) {
            return List.of();
        }
        return List.of(new ScalarResult(NAME, (double) takenNs / Math.max(1, result.getMetadata().getAllOps()), "ns/op", AggregationPolicy.AVG));
    }

    /** Of the threads that run the benchmark, or of all others that Java knows. */
    private static long processorNs(final boolean isWorker) {
        long sum = 0;
        for (final ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains(WORKER) == isWorker) {
                sum += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return sum;
    }
}
