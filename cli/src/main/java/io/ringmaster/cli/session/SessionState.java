package io.ringmaster.cli.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What keeps a running session from trading, as text: the most severe first, each with the command that ends it.
 *
 * @param latchReasons empty when it is not latched
 * @param warmupEnds   UTC; null when session.warmup is over
 * @param readyFrom    when the first strategy is ready, UTC; null when one is
 * @param unprotected  symbols of positions without a protective stop at the venue
 */
record SessionState(String latchReasons, Set<Hold> holds, String warmupEnds, String readyFrom, List<String> unprotected) {

    private static final String KILL_ALONE = "kill command";
    private static final String TRADING = "trading";

    /** What stops a session from trading until the operator changes it, or until the session ends. */
    enum Hold { STANDING_DOWN, KILLED, CLOSING, PAUSED, OBSERVING }

    boolean isKilled() {
        return holds.contains(Hold.KILLED);
    }

    boolean isClosing() {
        return holds.contains(Hold.CLOSING);
    }

    boolean isPaused() {
        return holds.contains(Hold.PAUSED);
    }

    boolean isArmed() {
        return !holds.contains(Hold.OBSERVING);
    }

    private boolean isStandingDown() {
        return holds.contains(Hold.STANDING_DOWN);
    }

    /** Whether the session sends no order at all, not even one that closes a position. */
    boolean areExitsBlocked() {
        return isKilled() || isStandingDown() || !isArmed();
    }

    /** All of it on one line; {@code trading} when nothing keeps it from trading. */
    String sentence() {
        final List<String> states = new ArrayList<>();
        if (isStandingDown()) {
            states.add("ENDING: sends nothing but cancels");
        }
        if (isKilled()) {
            states.add("KILLED: sends nothing but cancels until 'ctl unlatch --yes'");
        }
        if (!latchReasons.isEmpty() && !(isKilled() && latchReasons.equals(KILL_ALONE))) {
            states.add("LATCHED (" + latchReasons + "): no new risk until 'ctl unlatch --yes'");
        }
        if (isClosing()) {
            states.add("CLOSING ALL: no new risk until 'ctl resume --yes'");
        } else if (isPaused()) {
            states.add("PAUSED: no new risk until 'ctl resume --yes'");
        }
        if (!isArmed()) {
            states.add("OBSERVING: sends no order, not even to close a position, until 'ctl arm'");
        }
        if (areExitsBlocked()) {
            unprotected.forEach(symbol -> states.add(symbol + ": position WITHOUT A STOP"));
        }
        if (warmupEnds != null) {
            states.add("WARMING UP until " + warmupEnds);
        }
        if (readyFrom != null) {
            states.add("WAITING: no strategy is ready before " + readyFrom);
        }
        return states.isEmpty() ? TRADING : String.join("; ", states);
    }

    /** Tells the operator why close-all has no effect yet; null if it has. */
    String noteOnCloseAll() {
        if (isStandingDown()) {
            return "the session is ending and sends nothing but cancels: close the position at the venue";
        }
        if (isKilled()) {
            return isArmed() ? "no order is sent while the session is killed: use 'ctl unlatch --yes' to let it close the position"
                : "no order is sent while the session is killed and not armed: use 'ctl unlatch --yes', then 'ctl arm' to let it close the position";
        }
        return isArmed() ? null : "no order is sent while the session only observes: use 'ctl arm' to let it close the position";
    }

    /** What still keeps the session from trading after the operator ended its pause; null if nothing does. */
    String noteOnResume() {
        return remaining(without(latchReasons, Hold.STANDING_DOWN, Hold.CLOSING, Hold.PAUSED));
    }

    /** What still keeps the session from trading after the operator reset its latch; null if nothing does. */
    String noteOnUnlatch() {
        return remaining(without("", Hold.KILLED));
    }

    private SessionState without(final String otherReasons, final Hold... ended) {
        final Set<Hold> rest = EnumSet.noneOf(Hold.class);
        rest.addAll(holds);
        List.of(ended).forEach(rest::remove);
        return new SessionState(otherReasons, rest, warmupEnds, readyFrom, unprotected);
    }

    private static String remaining(final SessionState after) {
        final String sentence = after.sentence();
        return sentence.equals(TRADING) ? null : "the session does not trade yet: " + sentence;
    }
}
