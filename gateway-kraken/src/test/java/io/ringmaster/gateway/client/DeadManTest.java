package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.FaultSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A process that trades is stopped or killed: the venue, in another one, has none of its orders when the switch's time is up. */
@Execution(ExecutionMode.CONCURRENT)
class DeadManTest {

    private static final long LIMIT_NS = 180_000_000_000L;
    private static final long SWITCH_MS = TraderProcess.DEAD_MANS_SWITCH_NS / 1_000_000;

    @TempDir
    private Path directory;
    private final SimulatedKraken kraken = new SimulatedKraken(FaultSchedule.none(), false);
    private Process trader;

    @AfterEach
    void end() throws InterruptedException {
        trader.destroyForcibly().waitFor();
        kraken.close();
    }

    private void startTrader() throws IOException {
        final Path output = directory.resolve("output");
        trader = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-ea", "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "-Dsun.net.http.retryPost=false", "-cp", System.getProperty("java.class.path"),
            TraderProcess.class.getName(), Integer.toString(kraken.port))).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        await(1, output);
        // The switch is set anew while the order rests: the order does not go away by itself.
        final long dueMs = kraken.switchDueMs();
        while (kraken.switchDueMs() == dueMs) {
            assertEquals(1, kraken.openOrders(), Files.readString(output));
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void await(final int openOrders, final Path output) throws IOException {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (kraken.openOrders() != openOrders) {
            assertTrue(System.nanoTime() < untilNs, Files.exists(output) ? Files.readString(output) : "no output");
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void shouldLeaveNothingOpenWhenTheProcessIsStopped() throws IOException, InterruptedException {
        startTrader();

        assertEquals(0, new ProcessBuilder("kill", "-STOP", Long.toString(trader.pid())).start().waitFor());

        kraken.aheadMs = SWITCH_MS;
        await(0, directory.resolve("output"));
        assertTrue(trader.isAlive());
    }

    @Test
    void shouldLeaveNothingOpenWhenTheProcessIsKilled() throws IOException, InterruptedException {
        startTrader();

        trader.destroyForcibly().waitFor();
        assertEquals(1, kraken.openOrders());

        kraken.aheadMs = SWITCH_MS;
        await(0, directory.resolve("output"));
    }
}
