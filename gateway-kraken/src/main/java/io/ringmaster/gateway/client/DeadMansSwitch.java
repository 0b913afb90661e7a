package io.ringmaster.gateway.client;

import io.ringmaster.gateway.wire.RestReplies;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Keeps the venue's dead man's switch set, on a line of its own that nothing else can hold up, and only while events keep passing the
 * pipeline: neither a dead process nor a pipeline that hangs keeps its orders alive. After a failure it tries again sooner. Its time comes
 * from the account thread.
 */
final class DeadMansSwitch {

    private static final int RETRIES_IN_AN_INTERVAL = 5;
    /** Each attempt costs a twentieth of the request budget. */
    private static final long SHORTEST_PAUSE_MS = 2_000;
    private static final String OFF = "0";
    private static final long ANSWER_SECONDS = 5;

    private final RestLine line;
    private final KrakenSettings.SwitchSettings settings;
    private final Consumer<String> alerts;
    private long dueMs;
    private boolean isAsking;
    private volatile long aliveMs;
    private volatile boolean isWanted = true;
    private volatile boolean isSet;
    private volatile boolean hasAlerted;

    DeadMansSwitch(final RestLine line, final KrakenSettings.SwitchSettings settings, final Consumer<String> alerts, final long nowMs) {
        this.line = line;
        this.settings = settings;
        this.alerts = alerts;
        aliveMs = nowMs;
    }

    /** An event has passed the whole pipeline. Any thread. */
    void onPipelineAlive(final long nowMs) {
        aliveMs = nowMs;
    }

    /**
     * Time passed.
     *
     * @param mayBeSet      whether this process may keep its orders alive
     * @param sessionThread takes what becomes of the request
     */
    void onTime(final long nowMs, final boolean mayBeSet, final Executor sessionThread) {
        final boolean isAlive = nowMs - aliveMs <= settings.aliveWithinMs();
        if (!isWanted || !isAlive || !mayBeSet || isAsking || nowMs < dueMs) {
            return;
        }
        isAsking = true;
        dueMs = nowMs + settings.renewEveryMs();
        final long pauseMs = Math.max(SHORTEST_PAUSE_MS, settings.renewEveryMs() / RETRIES_IN_AN_INTERVAL);
        final long againMs = nowMs + Math.min(settings.renewEveryMs(), pauseMs);
        set(settings.seconds(), isDone -> sessionThread.execute(() -> {
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

    /**
     * Turns it off for good and waits for the answer; not on the account thread.
     *
     * @return whether the venue confirmed that it is off
     */
    boolean turnOff(final AccountThread thread) {
        try {
            return thread.ask(this::askToTurnOff, CompletableFuture.completedFuture(false)).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (final ExecutionException | TimeoutException e) {
            alerts.accept("it is not known whether the dead man's switch is off: " + e);
            return false;
        }
    }

    private CompletableFuture<Boolean> askToTurnOff() {
        isWanted = false;
        final CompletableFuture<Boolean> done = new CompletableFuture<>();
        set(0, done::complete);
        return done;
    }
}
