package io.ringmaster.gateway.session;

import io.ringmaster.gateway.parse.FeedListener;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Keeps one connection to the feeds alive: it connects, authenticates, subscribes, watches for silence and sends pings. When the connection
 * ends it connects again, after a pause that grows with each attempt. A function of its calls and their times; one thread.
 *
 * <p>If one book loses a message, only that book is subscribed to again. A message that cannot be read ends the connection, because any
 * book may have been its subject.
 */
public final class FeedConnection implements FeedListener {

    /** After a connection that lasted this long, the next attempt waits only as long as the first. */
    private static final long PROVEN_MS = 30_000;
    private static final long BOOK_AGAIN_MS = 1_000;
    private static final double JITTER = 0.25;
    private static final int ATTEMPTS_TO_TELL = 20;

    private enum State { WAITING, CONNECTING, OPEN, CLOSED_FOR_GOOD }

    private final FeedSettings settings;
    private final FeedWire wire;
    private final FeedLanguage language;
    private final Consumer<String> alerts;
    private final SplittableRandom random;
    private final long[] bookAskedMs;
    private final long[] bookLostMs;
    private final boolean[] isBookAwaited;
    private State state = State.WAITING;
    private long nowMs;
    private long dueMs;
    private long openedMs;
    private long heardMs;
    private long pingDueMs;
    private int attempts;
    private boolean isReady;
    private Runnable onDown = () -> { };

    /**
     * @param language    what is subscribed to, and how
     * @param instruments how many there may be books of
     * @param alerts      takes messages for people
     * @param seed        of the jitter
     */
    public FeedConnection(
        final FeedSettings settings, final FeedWire wire, final FeedLanguage language, final int instruments, final Consumer<String> alerts,
        final long seed) {
        this.settings = settings;
        this.wire = wire;
        this.language = language;
        this.alerts = alerts;
        random = new SplittableRandom(seed);
        bookAskedMs = new long[instruments];
        bookLostMs = new long[instruments];
        Arrays.fill(bookLostMs, Long.MIN_VALUE / 2);
        isBookAwaited = new boolean[instruments];
    }

    /** Sets what runs each time the connection is lost, before it connects. */
    public void whenLost(final Runnable newOnDown) {
        onDown = newOnDown;
    }

    /** Time passed; called often. */
    public void onTime(final long timeMs) {
        nowMs = Math.max(nowMs, timeMs);
        switch (state) {
            case WAITING -> {
                if (nowMs >= dueMs) {
                    state = State.CONNECTING;
                    heardMs = nowMs;
                    wire.connect();
                }
            }
            case CONNECTING, OPEN -> watch();
            case CLOSED_FOR_GOOD -> { }
        }
    }

    private void watch() {
        if (nowMs - heardMs > settings.silenceMs()) {
            lose("nothing was heard for " + (nowMs - heardMs) + " ms");
        } else if (state == State.OPEN && nowMs >= pingDueMs) {
            pingDueMs = nowMs + settings.pingEveryMs();
            wire.ping();
        } else if (state == State.OPEN) {
            watchBooks();
        }
    }

    /** Ends the connection if the snapshot of a book does not come: it may be lost. */
    private void watchBooks() {
        for (int id = 0; id < isBookAwaited.length; id++) {
            if (isBookAwaited[id] && nowMs - bookAskedMs[id] > settings.silenceMs()) {
                lose("the book of " + language.nameOf(id) + " was asked for and did not come");
                return;
            }
        }
    }

    /** The connection stands. */
    public void onConnected() {
        if (state != State.CONNECTING) {
            return;
        }
        state = State.OPEN;
        isReady = false;
        for (int id = 0; id < isBookAwaited.length; id++) {
            isBookAwaited[id] = !language.nameOf(id).isEmpty();
            bookAskedMs[id] = nowMs;
        }
        openedMs = nowMs;
        heardMs = nowMs;
        pingDueMs = nowMs + settings.pingEveryMs();
        language.greeting().forEach(wire::send);
    }

    @Override
    public void onReady() {
        // The venue sends this again whenever it changes.
        if (!isReady) {
            isReady = true;
            language.afterReady().forEach(wire::send);
        }
    }

    /** A message arrived, of any kind. */
    public void onHeard() {
        heardMs = nowMs;
    }

    /**
     * The connection is gone, or was never made.
     *
     * @param why for people
     */
    public void onClosed(final String why) {
        if (state == State.OPEN) {
            alerts.accept("the connection to the feeds was lost: " + why);
            backOff();
        } else if (state == State.CONNECTING) {
            backOff();
            // One alert when the venue becomes unreachable, and one every so many attempts after that.
            if (attempts % ATTEMPTS_TO_TELL == 1) {
                alerts.accept("the feeds can't be reached and are tried again: " + why);
            }
        }
    }

    private void lose(final String why) {
        alerts.accept("the connection to the feeds is given up: " + why);
        backOff();
        wire.close();
    }

    private void backOff() {
        final boolean wasOpen = state == State.OPEN;
        attempts = wasOpen && nowMs - openedMs > PROVEN_MS ? 0 : attempts + 1;
        final double longest = Math.min(settings.longestBackoffMs(), settings.firstBackoffMs() * Math.pow(2, Math.max(0, attempts - 1)));
        dueMs = nowMs + Math.max(1, Math.round(longest * (1 + JITTER * (2 * random.nextDouble() - 1))));
        state = State.WAITING;
        if (wasOpen) {
            onDown.run();
        }
    }

    /** Closes the connection permanently. */
    public void close() {
        state = State.CLOSED_FOR_GOOD;
        wire.close();
    }

    @Override
    public void onChallenge(final String challenge) {
        language.proof(challenge).forEach(wire::send);
    }

    @Override
    public void onAlert(final String text) {
        alerts.accept("the venue says: " + text);
    }

    @Override
    public void onBookWhole(final int instrumentId) {
        isBookAwaited[instrumentId] = false;
    }

    @Override
    public void onBookLost(final int instrumentId, final String why) {
        if (state == State.OPEN && !isBookAwaited[instrumentId] && nowMs - bookLostMs[instrumentId] >= BOOK_AGAIN_MS) {
            bookLostMs[instrumentId] = nowMs;
            bookAskedMs[instrumentId] = nowMs;
            isBookAwaited[instrumentId] = true;
            language.again(MarketStream.BOOK, instrumentId).forEach(wire::send);
        } else if (state == State.OPEN) {
            // The book was lost again before its snapshot came: the connection itself is faulty.
            lose("the book of " + language.nameOf(instrumentId) + " was lost twice within a second");
        }
    }

    /** A stream stopped while others continue: subscribes to it again. */
    public void subscribeAgain(final MarketStream stream, final int instrumentId, final String why) {
        if (state != State.OPEN) {
            return;
        }
        alerts.accept("the " + stream.inWords() + " of " + language.nameOf(instrumentId) + " stopped and is subscribed to again: " + why);
        if (stream == MarketStream.BOOK) {
            onBookLost(instrumentId, why);
        } else {
            language.again(stream, instrumentId).forEach(wire::send);
        }
    }

    @Override
    public void onMalformed(final String why) {
        if (state == State.OPEN) {
            lose("a message can't be read: " + why);
        }
    }

    /** Whether messages can be expected. */
    public boolean isOpen() {
        return state == State.OPEN;
    }
}
