package io.ringmaster.cli.session;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.TimerDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Question: does a retraining delay the heartbeat of a session? Runs a paper session on the simulated venue for a while alone, then beside a retraining, for as
 * long again, and once more alone, and prints the gaps between its ticks (100 ms), in journaled time. A largest gap that is much longer beside the retraining
 * than alone would mean that its priority is not low enough.
 *
 * <p>Run it from the tests' classpath; the argument is the number of seconds of a part.
 */
final class MeasureRetraining {

    private static final double NS_PER_MS = 1e6;

    private MeasureRetraining() {
    }

    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final long lengthMs = 1_000L * Integer.parseInt(arguments[0]);
        final Path directory = Files.createTempDirectory("measure-retraining");
        try (RetrainedSession session = new RetrainedSession(directory)) {
            session.start();
            session.awaitDecisions(3);
            session.writeHistory();
            final List<Long> bordersNs = new ArrayList<>();
            bordersNs.add(nowNs());
            session.runFor(lengthMs);
            bordersNs.add(nowNs());
            final Process retraining = session.startRetraining(
                directory.resolve("said"), "out", "--set", "training.decisions=100000000", "--set", "training.patience=100000");
            session.runFor(lengthMs);
            final boolean wasBusy = retraining.isAlive();
            retraining.destroyForcibly().onExit().join();
            bordersNs.add(nowNs());
            session.runFor(lengthMs);
            bordersNs.add(nowNs());
            session.endInOrder();
            System.out.println("the retraining was busy all the time: " + wasBusy);
            final List<Long> ticksNs = ticksNs(session.journal().resolve("input"));
            print("alone", ticksNs, bordersNs.get(0), bordersNs.get(1));
            print("beside a retraining", ticksNs, bordersNs.get(1), bordersNs.get(2));
            print("alone again", ticksNs, bordersNs.get(2), bordersNs.get(3));
        }
    }

    private static long nowNs() {
        return System.currentTimeMillis() * (long) NS_PER_MS;
    }

    private static List<Long> ticksNs(final Path journal) {
        final List<Long> ticksNs = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                if (InputMessage.templateId(reader.buffer(), reader.offset()) == TimerDecoder.TEMPLATE_ID) {
                    ticksNs.add(InputMessage.timeNs(reader.buffer(), reader.offset()));
                }
            }
        }
        return ticksNs;
    }

    private static void print(final String name, final List<Long> ticksNs, final long fromNs, final long toNs) {
        final long[] part = ticksNs.stream().mapToLong(Long::longValue).filter(each -> each >= fromNs && each < toNs).toArray();
        final long[] gaps = new long[part.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = part[i + 1] - part[i];
        }
        Arrays.sort(gaps);
        System.out.printf(
            Locale.ROOT, "%-20s %5d ticks; gap median %6.1f ms, 99 %% %6.1f ms, largest %6.1f ms%n", name, part.length, gaps[gaps.length / 2] / NS_PER_MS,
            gaps[gaps.length * 99 / 100] / NS_PER_MS, gaps[gaps.length - 1] / NS_PER_MS);
    }
}
