package io.ringmaster.monitor.window;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;

/** Moves the model through its session: plays, pauses, follows and jumps. Does nothing while no session is open. */
final class Travel {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private SessionModel model;
    private int speed = 10;

    /** What to jump between. */
    enum Stop {
        FILL("fill", "F"),
        ORDER("order", "O"),
        DECISION("decision", "D"),
        LATCH("latch", "L");

        private final String title;
        private final String key;

        Stop(final String title, final String key) {
            this.title = title;
            this.key = key;
        }

        String title() {
            return title;
        }

        /** Goes to the next one; with Shift, to the previous one. */
        String key() {
            return key;
        }
    }

    void use(final SessionModel opened) {
        model = opened;
    }

    int speed() {
        return speed;
    }

    /** Plays at this speed from now on, if it plays. */
    void speed(final int times) {
        if (times != speed) {
            speed = times;
            if (isPlaying()) {
                model.play(speed);
            }
        }
    }

    void faster() {
        for (final int each : TimeBar.SPEEDS) {
            if (each > speed) {
                speed(each);
                return;
            }
        }
    }

    void slower() {
        for (int i = TimeBar.SPEEDS.length - 1; i >= 0; i--) {
            if (TimeBar.SPEEDS[i] < speed) {
                speed(TimeBar.SPEEDS[i]);
                return;
            }
        }
    }

    private boolean isPlaying() {
        return model != null && model.moment() != null && model.moment().speed() > 0;
    }

    /** Plays from the moment that is shown, or pauses. At the end of the journal, it plays from the beginning. */
    void playOrPause() {
        final Moment moment = model == null ? null : model.moment();
        if (moment == null) {
            return;
        }
        if (moment.speed() > 0) {
            model.pause();
            return;
        }
        if (moment.sequence() == moment.lastSequence()) {
            model.goToTime(moment.firstTimeNs());
        }
        model.play(speed);
    }

    void follow() {
        if (model != null) {
            model.follow();
        }
    }

    void goTo(final long timeNs) {
        if (model != null) {
            model.goToTime(timeNs);
        }
    }

    /** Moves by seconds of event time. */
    void step(final int seconds) {
        if (model != null && model.moment() != null) {
            model.goToTime(model.moment().timeNs() + seconds * NS_PER_SECOND);
        }
    }

    void beginning() {
        if (model != null && model.moment() != null) {
            model.goToTime(model.moment().firstTimeNs());
        }
    }

    void next(final Stop stop) {
        if (model != null) {
            switch (stop) {
                case FILL -> model.nextFill();
                case ORDER -> model.nextOrder();
                case DECISION -> model.nextDecision();
                case LATCH -> model.nextLatch();
            }
        }
    }

    void previous(final Stop stop) {
        if (model != null) {
            switch (stop) {
                case FILL -> model.previousFill();
                case ORDER -> model.previousOrder();
                case DECISION -> model.previousDecision();
                case LATCH -> model.previousLatch();
            }
        }
    }

    void largestDrawdown() {
        if (model != null) {
            model.largestDrawdown();
        }
    }
}
