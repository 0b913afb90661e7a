package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CompilersAtRestTest {

    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldRestWhenTheCompilersWorkForLessThanAFifthOfTheTime() {
        final AtomicLong nowNs = new AtomicLong(7 * SECOND_NS);
        final AtomicLong compiledMs = new AtomicLong(9_000);
        final CompilersAtRest rest = new CompilersAtRest(nowNs::get, compiledMs::get);

        assertFalse(after(nowNs, compiledMs, 2_500, rest), "two compilers that are always busy");
        assertFalse(after(nowNs, compiledMs, 200, rest));
        assertTrue(after(nowNs, compiledMs, 199, rest));
        assertTrue(after(nowNs, compiledMs, 0, rest));
        assertFalse(after(nowNs, compiledMs, 1_000, rest), "counts since it was asked the last time");
    }

    private static boolean after(final AtomicLong nowNs, final AtomicLong compiledMs, final long workedMs, final CompilersAtRest rest) {
        nowNs.addAndGet(SECOND_NS);
        compiledMs.addAndGet(workedMs);
        return rest.getAsBoolean();
    }
}
