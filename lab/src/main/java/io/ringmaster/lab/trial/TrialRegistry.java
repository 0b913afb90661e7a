package io.ringmaster.lab.trial;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The file of all trials, one line of JSON each. Lines are only added, and a line is on the disk before {@link #add} returns. A writer waits for the
 * others. If a writer dies, its unfinished last line is removed by the next one; all other lines stay. A damaged line inside is kept and reported, and
 * counts as a trial whose result is lost.
 *
 * <p>All access in one process is serialised: closing a file releases every lock that the process has on it.
 */
public final class TrialRegistry implements TrialLog {

    /** The usual name. */
    public static final String FILE = "trials.jsonl";

    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;
    private final InstantSource clock;

    /** @param clock gives the wall time that is recorded with a trial */
    public TrialRegistry(final Path file, final InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * What the file holds.
     *
     * @param trials    in the order of recording, repetitions included
     * @param damaged   number of lines that cannot be read
     * @param faults    a sentence about each of these, and about an unfinished last line
     * @param soundSize bytes up to the end of the last whole trial or finished line
     */
    public record Contents(List<RecordedTrial> trials, long damaged, List<String> faults, long soundSize) {

        /** The trials without repetitions, each as it was recorded last. */
        public List<RecordedTrial> different() {
            final LinkedHashMap<Trial.Key, RecordedTrial> different = new LinkedHashMap<>();
            trials.forEach(each -> different.putLast(each.trial().key(), each));
            return List.copyOf(different.values());
        }

        /** Counts the trials with periods of this length. Damaged lines count, whatever they were. */
        public TrialCount count(final String every) {
            return TrialCount.of(
                different().stream().map(RecordedTrial::trial).filter(each -> each.every().equals(every)).toList(), damaged);
        }
    }

    public Path file() {
        return file;
    }

    /**
     * Checks before a long run that its trial can be recorded.
     *
     * @throws InvalidInputException if not
     */
    public void requireWritable() {
        Path place = file.toAbsolutePath();
        final boolean exists = Files.exists(place);
        while (!Files.exists(place)) {
            place = place.getParent();
        }
        if (exists ? !Files.isRegularFile(place) : !Files.isDirectory(place)) {
            throw refused("written", place + (exists ? " is not a file" : " is not a directory"), null);
        }
        if (!Files.isWritable(place)) {
            throw refused("written", "no permission for " + place, null);
        }
        final byte[] bytes = readBytes();
        requireTrials(contents(bytes), bytes);
    }

    private InvalidInputException refused(final String done, final String why, final IOException cause) {
        final String message = "The registry of trials, " + file + ", cannot be " + done + ": " + why
            + ". Give another file with --registry, or do not record this trial with --no-trial.";
        return cause == null ? new InvalidInputException(message) : new InvalidInputException(message, cause);
    }

    @Override
    public TrialCount add(final Trial trial) {
        synchronized (IN_THIS_PROCESS) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                try (FileChannel channel = FileChannel.open(
                         file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                     FileLock lock = channel.lock()) {
                    assert lock.isValid();
                    final byte[] bytes = bytes(channel);
                    final Contents before = contents(bytes);
                    requireTrials(before, bytes);
                    final RecordedTrial recorded = new RecordedTrial(trial, clock.instant());
                    append(channel, before.soundSize, (isLineOpen(bytes, before.soundSize) ? "\n" : "") + TrialLine.text(recorded) + "\n");
                    return with(before, recorded).count(trial.every());
                }
            } catch (final IOException e) {
                throw refused("written", IoReason.of(e), e);
            }
        }
    }

    /**
     * Everything recorded so far.
     *
     * @throws InvalidInputException if the file is something else than a registry
     */
    public Contents readTrials() {
        final byte[] bytes = readBytes();
        final Contents contents = contents(bytes);
        if (isForeign(contents, bytes)) {
            throw new InvalidInputException(file + " is no registry of trials: it holds other lines than trials. Give the " + FILE
                + " beside your results, or their directory.");
        }
        return contents;
    }

    /** A file that holds lines, and no trial among them, is something else; so is one whose unfinished line does not begin as a trial. */
    private static boolean isForeign(final Contents contents, final byte[] bytes) {
        final boolean isTailForeign = contents.soundSize < bytes.length && bytes[(int) contents.soundSize] != '{';
        return isTailForeign || contents.trials.isEmpty() && contents.damaged > 0;
    }

    private void requireTrials(final Contents contents, final byte[] bytes) {
        if (isForeign(contents, bytes)) {
            throw refused("written", "it holds other lines than trials", null);
        }
    }

    private static boolean isLineOpen(final byte[] bytes, final long size) {
        return size > 0 && bytes[(int) size - 1] != '\n';
    }

    /** Counts as {@link #add} does, and records nothing. */
    public TrialCount countWith(final List<Trial> all) {
        Contents contents = read();
        for (final Trial trial : all) {
            contents = with(contents, new RecordedTrial(trial, clock.instant()));
        }
        return contents.count(all.getLast().every());
    }

    private static Contents with(final Contents before, final RecordedTrial trial) {
        final List<RecordedTrial> trials = new ArrayList<>(before.trials);
        trials.add(trial);
        return new Contents(trials, before.damaged, before.faults, before.soundSize);
    }

    /** Everything recorded so far; nothing if there is no file. */
    public Contents read() {
        return contents(readBytes());
    }

    private byte[] readBytes() {
        synchronized (IN_THIS_PROCESS) {
            if (!Files.exists(file)) {
                return new byte[0];
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ); FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
                assert lock.isShared();
                return bytes(channel);
            } catch (final IOException e) {
                throw refused("read", IoReason.of(e), e);
            }
        }
    }

    private static byte[] bytes(final FileChannel channel) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
            // Reads on.
        }
        return bytes.array();
    }

    private Contents contents(final byte[] bytes) {
        final List<RecordedTrial> trials = new ArrayList<>();
        final List<String> faults = new ArrayList<>();
        long damaged = 0;
        int number = 0;
        int start = 0;
        for (int end = lineEnd(bytes, start); end < bytes.length; end = lineEnd(bytes, start)) {
            number++;
            final RecordedTrial trial = TrialLine.read(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            if (trial == null) {
                damaged++;
                faults.add(file + ", line " + number + " is damaged. It counts as a trial whose result is lost. Restore it from a copy if you have one.");
            } else {
                trials.add(trial);
            }
            start = end + 1;
        }
        final RecordedTrial last = start < bytes.length ? TrialLine.read(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8)) : null;
        if (last != null) {
            // An editor removed the end of the line.
            trials.add(last);
            start = bytes.length;
        } else if (start < bytes.length) {
            faults.add(file + ", line " + (number + 1) + " is unfinished: a process died while it wrote. The next trial replaces it; all others stay.");
        }
        return new Contents(List.copyOf(trials), damaged, List.copyOf(faults), start);
    }

    private static int lineEnd(final byte[] bytes, final int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** An unfinished trial behind the last finished line is cut off. */
    private static void append(final FileChannel channel, final long end, final String line) throws IOException {
        channel.truncate(end);
        final ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        long position = end;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
        channel.force(true);
    }
}
