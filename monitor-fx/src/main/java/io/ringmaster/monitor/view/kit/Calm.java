package io.ringmaster.monitor.view.kit;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Does something when it is asked for, but not more often than a person can follow: at once, or when its pause is over. */
public final class Calm {

    private final PauseTransition pause;
    private final Runnable action;
    private boolean isAsked;

    public Calm(final Duration between, final Runnable action) {
        this.action = action;
        pause = new PauseTransition(between);
        pause.setOnFinished(end -> {
            if (isAsked) {
                now();
            }
        });
    }

    /** Wants it done: now, or at the end of the pause after the last time. */
    public void ask() {
        isAsked = true;
        if (pause.getStatus() != PauseTransition.Status.RUNNING) {
            now();
        }
    }

    /** Does it now; the pause begins anew. */
    public void now() {
        isAsked = false;
        action.run();
        pause.playFromStart();
    }
}
