package io.ringmaster.monitor.model;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A session, running or finished, as the monitor shows it. A thread of its own reads the journals as far as they are sound, follows them while they
 * are written, and publishes a {@link Moment} after each piece: the newest one wins, so a slow screen misses moments and never events. All methods
 * can be called from any thread. Opens no file for writing. A future is cancelled if the model closes before it is done.
 */
public final class SessionModel implements AutoCloseable {

    private static final int PIECE = 4_096;
    private static final long LONGEST_REST_NS = 10_000_000;
    private static final long SHORTEST_REST_NS = 500_000;

    private final SessionFiles files;
    private final Head head;
    private final TimeTravel travel;
    private final DecisionReader decisions;
    private final Publisher publisher;
    private final Requests requests = new Requests();
    private final Thread thread;
    private volatile Moment moment;
    private volatile double readShare;
    private volatile boolean isClosed;
    private volatile boolean hasStopped;
    private volatile Throwable failure;

    private boolean isFollowing = true;
    private boolean isLoading = true;
    private double speed;
    private long playFromTimeNs;
    private long playFromNs;

    private SessionModel(final Path directory) {
        files = new SessionFiles(directory);
        head = new Head(files);
        travel = new TimeTravel(files, head);
        decisions = new DecisionReader(files, head);
        publisher = new Publisher(files, head, System.nanoTime());
        thread = Thread.ofPlatform().name("monitor-model").daemon().unstarted(this::run);
    }

    /**
     * Opens a session and begins to read it.
     *
     * @throws NoSuchFileException if the directory holds no session
     */
    public static SessionModel open(final Path session) throws NoSuchFileException {
        if (!Files.isDirectory(session.resolve("input"))) {
            throw new NoSuchFileException(session.toString(), null, "it holds no session: the directory input is missing");
        }
        final SessionModel model = new SessionModel(session);
        model.thread.start();
        return model;
    }

    /** The newest moment; null before the first input was read. */
    public Moment moment() {
        final Throwable reason = failure;
        if (reason != null) {
            throw new IllegalStateException("the monitor cannot read " + files.directory() + " any further", reason);
        }
        return moment;
    }

    /** The share of the recorded inputs that is read, in [0, 1]: what a screen shows while a long session opens. */
    public double readShare() {
        return readShare;
    }

    // ------------------------------------------------------------------ where to look

    /** Shows the newest moment from now on. */
    public CompletableFuture<Moment> follow() {
        return jump(() -> {
            isFollowing = true;
            speed = 0;
        });
    }

    /** Shows the moment of an event time: after the last input at or before it. */
    public CompletableFuture<Moment> goToTime(final long timeNs) {
        return request(() -> stop(() -> travel.goToTime(timeNs)), Requests.Kind.PLACE);
    }

    /** Shows the moment after an input, and what it led to. */
    public CompletableFuture<Moment> goToSequence(final long sequence) {
        return request(() -> stop(() -> travel.goTo(known(sequence))), Requests.Kind.PLACE);
    }

    /** The nearest input that there is. */
    private long known(final long sequence) {
        return Math.clamp(sequence, head.timeline().times.get(0, LongTable.SEQUENCE), head.timeline().head().sequence());
    }

    /**
     * Moves on from the moment that is shown, until the newest one.
     *
     * @param newSpeed seconds of event time in a second
     */
    public CompletableFuture<Moment> play(final double newSpeed) {
        if (!(newSpeed > 0)) {
            throw new IllegalArgumentException("the speed must be above 0: " + newSpeed);
        }
        return jump(() -> {
            leaveHead();
            speed = newSpeed;
            playFromTimeNs = travel.market().timeNs();
            playFromNs = System.nanoTime();
        });
    }

    /** Stays at the moment that is shown. */
    public CompletableFuture<Moment> pause() {
        return jump(this::leaveHead);
    }

    private void leaveHead() {
        if (isFollowing) {
            travel.goTo(head.timeline().head().sequence());
        }
        isFollowing = false;
        speed = 0;
    }

    private void stop(final Runnable move) {
        isFollowing = false;
        speed = 0;
        move.run();
    }

    // ------------------------------------------------------------------ what to look for

    /** Jumps to the first fill after the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> nextFill() {
        return jump(() -> goToRow(head.timeline().orders.fillTable(), true));
    }

    /** Jumps to the last fill before the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> previousFill() {
        return jump(() -> goToRow(head.timeline().orders.fillTable(), false));
    }

    /** Jumps to the first order sent after the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> nextOrder() {
        return jump(() -> goToRow(head.timeline().orders.orderTable(), true));
    }

    /** Jumps to the last order sent before the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> previousOrder() {
        return jump(() -> goToRow(head.timeline().orders.orderTable(), false));
    }

    /** Jumps to the first decision after the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> nextDecision() {
        return jump(() -> goToRow(head.timeline().outputs.decisions, true));
    }

    /** Jumps to the last decision before the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> previousDecision() {
        return jump(() -> goToRow(head.timeline().outputs.decisions, false));
    }

    /** Jumps to the first change of the latch after the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> nextLatch() {
        return jump(() -> goToRow(head.timeline().outputs.latches, true));
    }

    /** Jumps to the last change of the latch before the moment that is shown; stays if there is none. */
    public CompletableFuture<Moment> previousLatch() {
        return jump(() -> goToRow(head.timeline().outputs.latches, false));
    }

    /** Jumps to where the loss since a highest equity was the largest share of it; stays if there was no loss. */
    public CompletableFuture<Moment> largestDrawdown() {
        return jump(() -> {
            final long worst = head.timeline().head().ledger().view().worstSequence();
            if (worst > 0) {
                stop(() -> travel.goTo(worst));
            }
        });
    }

    private void goToRow(final LongTable table, final boolean isNext) {
        final long now = isFollowing ? head.timeline().head().sequence() : travel.market().sequence();
        final int row = isNext ? table.upTo(now) : table.upTo(now - 1) - 1;
        if (row >= 0 && row < table.size()) {
            stop(() -> travel.goTo(table.get(row, LongTable.SEQUENCE)));
        }
    }

    /**
     * Reads everything that is recorded of a decision. Completes exceptionally with a {@link NoSuchElementException} if the journal no longer
     * holds it.
     */
    public CompletableFuture<DecisionDetail> decision(final DecisionRow row) {
        final CompletableFuture<DecisionDetail> detail = new CompletableFuture<>();
        request(() -> {
            try {
                detail.complete(decisions.read(row));
            } catch (final NoSuchElementException e) {
                detail.completeExceptionally(e);
            }
        }, Requests.Kind.READ).exceptionally(e -> {
            detail.completeExceptionally(e);
            return null;
        });
        return detail;
    }

    // ------------------------------------------------------------------ waiting

    /** Completes when everything that was recorded before the call is read, with a moment that shows it if the model follows. */
    public CompletableFuture<Moment> settled() {
        return request(() -> { }, Requests.Kind.WAIT);
    }

    /** Carries out a movement that depends on where the screen is. */
    CompletableFuture<Moment> jump(final Runnable action) {
        return request(action, Requests.Kind.STEP);
    }

    private CompletableFuture<Moment> request(final Runnable action, final Requests.Kind kind) {
        final CompletableFuture<Moment> done = requests.add(action, kind);
        LockSupport.unpark(thread);
        if (hasStopped) {
            requests.cancelAsked();
        }
        return done;
    }

    // ------------------------------------------------------------------ the model's thread

    private void run() {
        try (head; travel; decisions) {
            long restNs = SHORTEST_REST_NS;
            while (!isClosed) {
                final int read = head.advance(PIECE);
                final boolean isBusy = step(read);
                restNs = isBusy ? SHORTEST_REST_NS : Math.min(LONGEST_REST_NS, restNs * 2);
                if (read < PIECE && requests.isEmpty()) {
                    LockSupport.parkNanos(this, restNs);
                }
            }
        } catch (final RuntimeException | Error e) {
            failure = e;
        } finally {
            hasStopped = true;
            requests.cancelAll();
        }
    }

    /**
     * Does what is asked for, and publishes what is new.
     *
     * @param read records that were just read; fewer than a piece at the end of both journals
     * @return whether anything happened
     */
    private boolean step(final int read) {
        if (head.timeline() == null) {
            if (read < PIECE) {
                requests.answerThatNothingIsThere();
            }
            return false;
        }
        final boolean isAtEnd = read < PIECE;
        final long nowNs = System.nanoTime();
        if (read > 0 && !isLoading) {
            publisher.grew(nowNs);
        }
        isLoading &= !isAtEnd;
        final List<CompletableFuture<Moment>> settled = requests.settled(isAtEnd);
        final List<CompletableFuture<Moment>> jumped = requests.carryOut();
        final boolean isPlayed = play(nowNs);
        publisher.note(read > 0 || isPlayed, isAtEnd);
        if (!jumped.isEmpty() || publisher.isDue(nowNs, !settled.isEmpty())) {
            publish(nowNs);
        }
        requests.complete(jumped, settled, moment);
        // After a moment was published: the remarks must come from what is read later.
        publisher.lookAtFiles(nowNs);
        return read > 0 || isPlayed || !jumped.isEmpty();
    }

    private boolean play(final long nowNs) {
        if (speed == 0) {
            return false;
        }
        final long before = travel.market().sequence();
        travel.goToTime(playFromTimeNs + (long) ((nowNs - playFromNs) * speed));
        if (travel.market().sequence() == head.timeline().head().sequence()) {
            speed = 0;
            isFollowing = true;
            return true;
        }
        return travel.market().sequence() != before;
    }

    private void publish(final long nowNs) {
        readShare = isLoading ? head.readShare() : 1;
        final Moment.Condition.Showing showing = new Moment.Condition.Showing(isFollowing, speed, isLoading);
        moment = isFollowing ? publisher.newest(showing, nowNs) : publisher.at(travel, showing, nowNs);
    }

    /** CPU time of the model's thread. */
    long cpuNs() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    /** Ends the model's thread and closes its files. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
