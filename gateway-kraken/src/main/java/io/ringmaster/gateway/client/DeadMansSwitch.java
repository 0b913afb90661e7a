package io.ringmaster.gateway.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Keeps the venue's dead man's switch set, on a line of its own that nothing else can hold up, and only while events keep passing the
 * pipeline. After a failure it tries again sooner. Its time comes from the account thread.
 */
final class DeadMansSwitch {

    private static final int RETRIES_IN_AN_INTERVAL = 5;
    /** Each attempt costs a twentieth of the request budget. */
    private static final long SHORTEST_PAUSE_MS = 2_000;
    private static final String OFF = "0";

    private final RestLine line;
    private final KrakenSettings settings;
    private final Consumer<String> alerts;
    private long dueMs;
    private boolean isAsking;
    private volatile boolean isWanted = true;
    private volatile boolean isSet;
    private volatile boolean hasAlerted;

    DeadMansSwitch(final RestLine line, final KrakenSettings settings, final Consumer<String> alerts) {
        this.line = line;
        this.settings = settings;
        this.alerts = alerts;
    }

    /**
     * Time passed.
     *
     * @param isAlive       whether events keep passing the pipeline
     * @param sessionThread takes what becomes of the request
     */
    void onTime(final long nowMs, final boolean isAlive, final Executor sessionThread) {
        if (!isWanted || !isAlive || isAsking || nowMs < dueMs) {
            return;
        }
        isAsking = true;
        dueMs = nowMs + settings.switchEveryMs();
        final long pauseMs = Math.max(SHORTEST_PAUSE_MS, settings.switchEveryMs() / RETRIES_IN_AN_INTERVAL);
        final long againMs = nowMs + Math.min(settings.switchEveryMs(), pauseMs);
        set(settings.switchSeconds(), isDone -> sessionThread.execute(() -> {
            isAsking = false;
            dueMs = isDone ? dueMs : againMs;
        }));
    }

    private void set(final long seconds, final Consumer<Boolean> done) {
        line.submit(Urgency.SWITCH, () -> ask(seconds), problem -> {
            onAnswer(seconds, problem);
            done.accept(problem.isEmpty());
        }, e -> {
            onAnswer(seconds, "the dead man's switch could not be set, and is tried again: " + e.getMessage());
            done.accept(false);
        });
    }

    /** Returns what is wrong; empty when the venue confirmed it. */
    private String ask(final long seconds) throws IOException {
        final RestReplies.DeadMansSwitch reply = line.ask(Urgency.SWITCH, RequestBudget.SWITCH,
            (api, key, digest, nonces) -> api.cancelAllOrdersAfter(key, digest, nonces, seconds));
        if (!reply.isSuccess()) {
            return "the venue refused to set the dead man's switch: " + reply.error();
        }
        final String triggerTime = reply.status() == null ? null : reply.status().triggerTime();
        final boolean isConfirmed = triggerTime != null && triggerTime.equals(OFF) == (seconds == 0);
        return isConfirmed ? "" : "the venue did not confirm the dead man's switch: it triggers at " + triggerTime;
    }

    private void onAnswer(final long seconds, final String problem) {
        isSet = problem.isEmpty() && seconds > 0;
        if (problem.isEmpty()) {
            hasAlerted = false;
        } else if (!hasAlerted) {
            hasAlerted = true;
            alerts.accept(problem);
        }
    }

    /** Whether the venue confirmed it when it was asked last. */
    boolean isSet() {
        return isSet;
    }

    /** Turns it off for good; says whether the venue confirmed that. */
    CompletableFuture<Boolean> turnOff() {
        isWanted = false;
        final CompletableFuture<Boolean> done = new CompletableFuture<>();
        set(0, done::complete);
        return done;
    }
}
