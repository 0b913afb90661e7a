package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import io.ringmaster.lab.learning.environment.Seat;
import io.ringmaster.lab.learning.network.Pass;
import java.util.Arrays;

/** Lets the policy of now act in one environment, one step at a time. */
final class SacPlayer {

    private final Seat seat;
    private final SacNetworks networks;
    private final Pass pass;
    private final Transition latest;
    private final SacChooser chooser;

    SacPlayer(final Seat seat, final SacNetworks networks, final int features, final Actions actions) {
        this.seat = seat;
        this.networks = networks;
        pass = new Pass(networks.policy().shape(), 1);
        latest = new Transition(features, actions);
        chooser = new SacChooser(actions);
    }

    Seat seat() {
        return seat;
    }

    /** The latest step. */
    Transition latest() {
        return latest;
    }

    /** @param isRandom whether all actions have the same chance */
    void step(final boolean isRandom) {
        seat.observe(latest.observation);
        if (latest.allowed != null) {
            seat.allowed(latest.allowed);
        }
        if (isRandom) {
            chooser.random(latest.allowed, seat.random(), latest.action);
        } else {
            System.arraycopy(latest.observation, 0, pass.input(0), 0, latest.observation.length);
            networks.policy().forward(pass, 1);
            chooser.sample(pass.output(0), latest.allowed, seat.random(), latest.action);
        }
        latest.reward = seat.step(latest.action);
        latest.isTerminated = seat.end() == Environment.End.TERMINATED;
        seat.observe(latest.next);
        if (latest.nextAllowed != null) {
            nextAllowed();
        }
        if (seat.end() != Environment.End.NONE) {
            seat.restart();
        }
    }

    /** After the end of an episode there may be nothing to choose; the policy's chances there do not count, but must exist. */
    private void nextAllowed() {
        if (latest.isTerminated) {
            Arrays.fill(latest.nextAllowed, true);
        } else {
            seat.allowed(latest.nextAllowed);
        }
    }
}
