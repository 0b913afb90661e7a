package io.ringmaster.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.model.exact.ExactEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Values and gradients have the same bits however the JVM runs the code. Each way is a JVM of its own that prints a digest of its results. The
 * expected digest is written down here, so this test on another machine or with another JDK compares these too.
 */
class SameBitsTest {

    /** Of all results; changes only if the arithmetic of the engine or the networks of this test change. */
    private static final long DIGEST = 0xb6f2bce57d480f4L;

    private static final long SEED = 93_000;
    private static final int NETWORKS = 6;

    private static final int RUNS = 40;

    /** The optimising compiler alone, which compiles a method after few calls and loops, while the program waits. */
    private static final List<String> OPTIMISED = List.of("-XX:-TieredCompilation", "-XX:CompileThreshold=300", "-Xbatch");

    @Test
    void shouldGiveTheSameBitsInEveryMode() throws IOException, InterruptedException {
        final List<List<String>> modes = List.of(
            List.of("-Xint"), List.of("-XX:TieredStopAtLevel=1", "-XX:Tier3InvocationThreshold=30", "-Xbatch"),
            OPTIMISED, with("-XX:UseAVX=0"), with("-XX:UseAVX=1"), with("-XX:UseAVX=2"));
        final Map<List<String>, Process> processes = new LinkedHashMap<>();
        for (final List<String> mode : modes) {
            processes.put(mode, started(mode));
        }
        for (final Map.Entry<List<String>, Process> process : processes.entrySet()) {
            final String said = new String(process.getValue().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(Long.toHexString(DIGEST), said, () -> process.getKey() + " seed=" + SEED);
            process.getValue().waitFor(1, TimeUnit.MINUTES);
        }
        assertEquals(Long.toHexString(DIGEST), Long.toHexString(digest()), "this JVM, seed=" + SEED);
    }

    private static List<String> with(final String flag) {
        return Stream.concat(OPTIMISED.stream(), Stream.of(flag)).toList();
    }

    private static Process started(final List<String> mode) throws IOException {
        final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(mode);
        // Only the arithmetic is compiled: the rest of a start would take seconds. Unknown flags belong to other processors.
        command.add("-XX:CompileCommand=quiet");
        for (final String type : List.of("Dense", "Activation", "Softmax", "Arithmetic", "FixedMath")) {
            command.add("-XX:CompileCommand=compileonly,io.ringmaster.inference.model.exact." + type + "::*");
        }
        command.addAll(List.of(
            "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow",
            "-cp", System.getProperty("java.class.path"), SameBitsTest.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Prints the digest. */
    public static void main(final String[] arguments) {
        System.out.println(Long.toHexString(digest()));
    }

    private static long digest() {
        long digest = 1;
        for (long seed = SEED; seed < SEED + NETWORKS; seed++) {
            final ExactEngine engine = ExactEngine.of(ModelBuilder.read(RandomModels.bytes(seed)));
            final SplittableRandom random = new SplittableRandom(seed);
            final float[] gradient = new float[engine.input().length];
            for (int run = 0; run < RUNS; run++) {
                for (int i = 0; i < gradient.length; i++) {
                    engine.input()[i] = (float) random.nextDouble(-8, 8);
                }
                engine.run();
                for (int output = 0; output < engine.outputs(); output++) {
                    digest = digest(digest, engine.output(output));
                }
                engine.gradient(0, 0, gradient);
                digest = digest(digest, gradient);
            }
        }
        return digest;
    }

    private static long digest(final long before, final float[] numbers) {
        long digest = before;
        for (final float number : numbers) {
            digest = digest * 0x9E3779B97F4A7C15L + Float.floatToIntBits(number);
        }
        return digest;
    }
}
