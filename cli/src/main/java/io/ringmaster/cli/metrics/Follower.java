package io.ringmaster.cli.metrics;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Follows the session in a directory: waits until it begins, reads it from its beginning, and begins anew if another session takes its place or a record
 * cannot be read. Any thread; never writes below the directory.
 */
public final class Follower implements AutoCloseable {

    private static final long LOOK_EVERY_NS = 1_000_000_000;
    /** A damaged journal is read again after so long, if its files are others than before: retention may have removed one before it was read. */
    private static final long REOPEN_AFTER_NS = 60_000_000_000L;
    /** Rows are counted and forgotten after so many pieces, also while no one asks for metrics. */
    private static final int PIECES_BETWEEN_COUNTS = 16;

    private final Path session;
    private final LongSupplier nanoTime;
    private final long openedNs;
    private SessionTail tail;
    private Counts counts;
    private Object identity;
    private long lookedNs;
    private long readSinceNs;
    private long caughtUpNs;
    private long openings;
    private Set<String> filesAtOpening = Set.of();
    private int uncountedPieces;
    private String problem = "";

    /**
     * What is seen of the session now.
     *
     * @param moment  null before the first input
     * @param inputs  their numbers, by message
     * @param outputs their numbers, by message
     */
    record Seen(Moment moment, Counts counts, Reading reading, Map<String, Long> inputs, Map<String, Long> outputs) {
    }

    /**
     * How the session is read.
     *
     * @param silentNs since when no record was found
     * @param unread   records that the journals are known to hold and that are not read
     * @param behindNs since when the end of both journals was not reached; 0 without a session
     * @param openings how often the journals were read from their beginning
     * @param problem  why they cannot be read; empty if they can
     */
    record Reading(long silentNs, long unread, long behindNs, long openings, String problem) {
    }

    public Follower(final Path session) {
        this(session, System::nanoTime);
    }

    /** @param nanoTime monotonic */
    Follower(final Path session, final LongSupplier nanoTime) {
        this.session = session;
        this.nanoTime = nanoTime;
        openedNs = nanoTime.getAsLong();
    }

    /**
     * Reads a piece on.
     *
     * @return whether there may be more to read
     */
    public synchronized boolean read() {
        final long nowNs = nanoTime.getAsLong();
        if (tail == null || nowNs - lookedNs >= LOOK_EVERY_NS) {
            lookedNs = nowNs;
            look(nowNs);
        }
        if (tail == null) {
            return false;
        }
        try {
            final boolean isMore = tail.read(nowNs);
            caughtUpNs = isMore ? caughtUpNs : nowNs;
            if (++uncountedPieces >= PIECES_BETWEEN_COUNTS) {
                count(nowNs);
            }
            return isMore;
        } catch (final RuntimeException | InternalError e) {
            // A file that ends while it is read is an InternalError.
            problem = "cannot read " + session + ": " + e;
            System.err.println("ringmaster: " + problem + ". Reads it from its beginning again.");
            forget();
            return false;
        }
    }

    /** Opens the session if it is there and not open, and leaves one that is gone, replaced, or damaged for a while. */
    private void look(final long nowNs) {
        final Object found = identity();
        final boolean isToReopen = tail != null && tail.isDamaged() && nowNs - readSinceNs >= REOPEN_AFTER_NS && !filesAtOpening.equals(files());
        if (tail != null && (!identity.equals(found) || isToReopen)) {
            forget();
        }
        if (tail == null && found != null) {
            filesAtOpening = files();
            tail = SessionTail.open(session, nowNs);
            counts = new Counts();
            identity = found;
            readSinceNs = nowNs;
            caughtUpNs = nowNs;
            openings++;
            problem = "";
        }
    }

    /** What makes a directory the same one as before; null if there is none. */
    private Object identity() {
        try {
            final Path input = session.resolve("input");
            final BasicFileAttributes attributes = Files.readAttributes(input, BasicFileAttributes.class);
            return !attributes.isDirectory() ? null : attributes.fileKey() == null ? input : attributes.fileKey();
        } catch (final IOException e) {
            return null;
        }
    }

    /** Names of the files of both journals; they change when a file begins, is compressed, or is removed. */
    private Set<String> files() {
        final Set<String> names = new TreeSet<>();
        for (final String journal : List.of("input", "output")) {
            final Path directory = session.resolve(journal);
            try (Stream<Path> all = Files.isDirectory(directory) ? Files.walk(directory) : Stream.empty()) {
                all.forEach(file -> names.add(session.relativize(file).toString()));
            } catch (final IOException | UncheckedIOException e) {
                names.add(journal + " as of " + lookedNs);  // A file went while they were listed: they are others than before.
            }
        }
        return names;
    }

    /** Counts what was read, which then need not be kept. */
    private Moment count(final long nowNs) {
        uncountedPieces = 0;
        final Moment moment = tail.moment(nowNs);
        if (moment != null) {
            counts.upTo(moment);
            tail.forgetRows();
        }
        return moment;
    }

    /** Memory of the rows that are not counted yet, and of the newest ones. */
    synchronized long rowBytes() {
        return tail == null ? 0 : tail.rowBytes();
    }

    private void forget() {
        tail.close();
        tail = null;
    }

    /** Answers from the newest state of the session. Nothing is read on meanwhile, because that frees rows which the answer may need. */
    synchronized <T> T ask(final Function<Seen, T> answer) {
        return answer.apply(seen());
    }

    private Seen seen() {
        final long nowNs = nanoTime.getAsLong();
        if (tail == null) {
            return new Seen(null, counts, new Reading(nowNs - openedNs, 0, 0, openings, problem), Map.of(), Map.of());
        }
        final Moment moment = count(nowNs);
        final Reading reading = new Reading(tail.silentNs(nowNs), tail.unread(), nowNs - caughtUpNs, openings, problem);
        return new Seen(moment, counts, reading, tail.inputs(), tail.outputs());
    }

    @Override
    public synchronized void close() {
        if (tail != null) {
            forget();
        }
    }
}
