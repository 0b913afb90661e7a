package io.ringmaster.cli.session;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.agrona.concurrent.NanoClock;

/** Whether the JVM's compilers hardly worked since this was asked the last time. */
public final class CompilersAtRest implements BooleanSupplier {

    /** Of the time, as one part of so many. */
    private static final long SHARE = 5;
    private static final long MS_NS = 1_000_000;

    private final NanoClock clock;
    private final LongSupplier compiledMs;
    private long askedNs;
    private long askedCompiledMs;

    /** @param compiledMs how long all compilers have worked */
    CompilersAtRest(final NanoClock clock, final LongSupplier compiledMs) {
        this.clock = clock;
        this.compiledMs = compiledMs;
        askedNs = clock.nanoTime();
        askedCompiledMs = compiledMs.getAsLong();
    }

    /** Of this JVM. One without compilers is always at rest. */
    public static CompilersAtRest here() {
        final CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
        return new CompilersAtRest(System::nanoTime, bean != null && bean.isCompilationTimeMonitoringSupported() ? bean::getTotalCompilationTime : () -> 0);
    }

    @Override
    public boolean getAsBoolean() {
        final long nowNs = clock.nanoTime();
        final long nowCompiledMs = compiledMs.getAsLong();
        final boolean isAtRest = (nowCompiledMs - askedCompiledMs) * MS_NS * SHARE < nowNs - askedNs;
        askedNs = nowNs;
        askedCompiledMs = nowCompiledMs;
        return isAtRest;
    }
}
