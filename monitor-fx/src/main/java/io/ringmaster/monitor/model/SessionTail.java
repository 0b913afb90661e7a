package io.ringmaster.monitor.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * The newest moment of a session, for a program that never goes back: the same fold as the monitor's, without checkpoints, candles and equity of earlier
 * seconds. The caller decides when it reads. Opens no file for writing. One thread at a time.
 */
public final class SessionTail implements AutoCloseable {

    private static final int PIECE = 4_096;

    private final Head head;
    private final Publisher publisher;
    private boolean isLoading = true;
    private long silentSinceNs;

    private SessionTail(final Path session, final long nowNs) {
        final SessionFiles files = new SessionFiles(session);
        head = new Head(files, Head.Keeping.NEWEST);
        publisher = new Publisher(files, head, nowNs);
        silentSinceNs = nowNs;
    }

    /**
     * Opens a session, which may hold no record yet.
     *
     * @param nowNs monotonic, as in all other methods
     */
    public static SessionTail open(final Path session, final long nowNs) {
        return new SessionTail(session, nowNs);
    }

    /**
     * Reads a piece on.
     *
     * @return whether there may be more to read
     */
    public boolean read(final long nowNs) {
        final int read = head.advance(PIECE);
        if (head.timeline() == null) {
            return false;
        }
        final boolean isAtEnd = read < PIECE;
        if (read > 0) {
            silentSinceNs = nowNs;
            if (!isLoading) {
                publisher.grew(nowNs);
            }
        }
        isLoading &= !isAtEnd;
        publisher.note(read > 0, isAtEnd);
        publisher.lookAtFiles(nowNs);
        return !isAtEnd;
    }

    /** The newest moment; null before the first input was read. */
    public Moment moment(final long nowNs) {
        return head.timeline() == null ? null : publisher.newest(new Moment.Condition.Showing(true, 0, isLoading), nowNs);
    }

    /**
     * Frees what was said by outputs up to now, so that memory does not grow with every decision. Of decisions, thoughts, verdicts and ledgers, only
     * the newest rows can be read afterwards: read the others of {@link #moment} first.
     */
    public void forgetRows() {
        if (head.state() != null) {
            head.state().forgetRows();
        }
    }

    /** Memory of the decisions, thoughts, verdicts and ledgers that it holds. */
    public long rowBytes() {
        return head.state() == null ? 0 : head.state().rowBytes();
    }

    /** Since when no record was found; since it was opened, if there never was one. */
    public long silentNs(final long nowNs) {
        return nowNs - silentSinceNs;
    }

    /** Records that the journals are known to hold and that are not read. */
    public long unread() {
        return head.unread();
    }

    /** Whether a journal is not sound after the last record that was read: no more is read. */
    public boolean isDamaged() {
        return head.isDamaged();
    }

    /** Numbers of inputs, by message. */
    public Map<String, Long> inputs() {
        return head.timeline() == null ? Map.of() : head.timeline().inputCounts.byName();
    }

    /** Numbers of outputs, by message. */
    public Map<String, Long> outputs() {
        return head.timeline() == null ? Map.of() : head.timeline().outputCounts.byName();
    }

    @Override
    public void close() {
        head.close();
    }
}
