package io.ringmaster.gateway.session;

/**
 * When the venue is asked for everything it knows: soon when something is open, once in a while anyway, one question at a time, ever more
 * patiently when it does not answer or its answers settle nothing. One thread.
 */
final class Questions {

    private static final long NEVER_MS = Long.MAX_VALUE / 2;
    private static final int LARGEST_DOUBLING = 10;
    private static final int QUICK_QUESTIONS = 3;
    private static final long LONGEST_SPACING_MS = 1_000;
    /** While there are orders, a venue that does not answer is asked at least this often: what it did meanwhile is soon known. */
    private static final long LONGEST_PAUSE_WITH_ORDERS_MS = 4_000;

    private final SessionSettings settings;
    private final SessionTime time;
    private long dueMs;
    private long earliestMs = Long.MIN_VALUE;
    private boolean isAsking;
    private int unanswered;
    /** Answers in a row that left a question open. */
    private int openEnds;

    Questions(final SessionSettings settings, final SessionTime time) {
        this.settings = settings;
        this.time = time;
        dueMs = time.nowMs();
    }

    /** Asks for everything as soon as possible. */
    void askNow() {
        askWithin(0);
    }

    /** Asks for everything soon, unless a feed answers first. */
    void askSoon() {
        askWithin(settings.askAfterMs());
    }

    /** Asks for everything within this time. */
    void askWithin(final long withinMs) {
        dueMs = Math.min(dueMs, time.nowMs() + withinMs);
    }

    /** Whether it is time to ask; then the question counts as asked. */
    boolean begin() {
        if (isAsking || time.nowMs() < Math.max(dueMs, earliestMs)) {
            return false;
        }
        isAsking = true;
        // What is asked for from now on may be younger than the answer: it is asked for again.
        dueMs = NEVER_MS;
        return true;
    }

    /** A request of another kind got a clear answer: if the venue did not answer before, what it did meanwhile is asked for at once. */
    void onClearAnswer() {
        if (unanswered > 0) {
            askNow();
        }
    }

    /** The answer came; what it leaves open asks again. */
    void onAnswer() {
        isAsking = false;
        unanswered = 0;
        dueMs = Math.min(dueMs, time.nowMs() + settings.reconcileEveryMs());
    }

    /** The answer has been used. If several answers in a row settle nothing, the next question waits longer, to save the request budget. */
    void onAnswerUsed() {
        final long nowMs = time.nowMs();
        openEnds = dueMs - nowMs <= settings.askAfterMs() ? openEnds + 1 : 0;
        earliestMs = openEnds <= QUICK_QUESTIONS ? nowMs
            : nowMs + Math.min(LONGEST_SPACING_MS, settings.askAfterMs() << Math.min(openEnds - QUICK_QUESTIONS, LARGEST_DOUBLING));
    }

    /**
     * No answer came: asks again, after a pause that grows with each failure.
     *
     * @return whether that is news
     */
    boolean onNoAnswer(final boolean hasOpenOrders) {
        isAsking = false;
        final long longestMs = hasOpenOrders ? Math.min(LONGEST_PAUSE_WITH_ORDERS_MS, settings.reconcileEveryMs()) : settings.reconcileEveryMs();
        dueMs = time.nowMs() + Math.min(longestMs, settings.askAfterMs() << Math.min(unanswered, LARGEST_DOUBLING));
        return unanswered++ == 0;
    }
}
