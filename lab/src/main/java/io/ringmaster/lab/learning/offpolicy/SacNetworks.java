package io.ringmaster.lab.learning.offpolicy;

import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.head.SquashedGaussian;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Network;
import io.ringmaster.lab.learning.network.NetworkShape;

/**
 * A policy, two critics, and a network that follows each critic. A critic of continuous actions sees the observation, then the action, and has one output;
 * a critic of discrete ones has an output for each action.
 */
final class SacNetworks {

    private static final double POLICY_GAIN = 0.01;
    private static final double CRITIC_GAIN = 1;
    private static final int CRITICS = 2;

    private final float followShare;
    private final Network policy;
    private final Network[] critics = new Network[CRITICS];
    private final Network[] targets = new Network[CRITICS];

    SacNetworks(final SacSettings.Networks settings, final int features, final Actions actions, final Generator random) {
        followShare = (float) settings.followShare();
        final int policyOutputs;
        final NetworkShape criticShape;
        switch (actions) {
            case Actions.Discrete discrete -> {
                policyOutputs = discrete.count();
                criticShape = new NetworkShape(features, settings.hidden(), discrete.count(), settings.nonlinearity());
            }
            case Actions.Continuous continuous -> {
                policyOutputs = SquashedGaussian.outputs(continuous.size());
                criticShape = new NetworkShape(features + continuous.size(), settings.hidden(), 1, settings.nonlinearity());
            }
        }
        policy = new Network(new NetworkShape(features, settings.hidden(), policyOutputs, settings.nonlinearity()))
            .initialise(settings.initialisation(), POLICY_GAIN, random);
        for (int i = 0; i < CRITICS; i++) {
            critics[i] = new Network(criticShape).initialise(settings.initialisation(), CRITIC_GAIN, random);
            targets[i] = new Network(criticShape);
        }
        matchTargets();
    }

    /** Makes each target equal to its critic. */
    void matchTargets() {
        for (int i = 0; i < CRITICS; i++) {
            targets[i].parameters().set(critics[i].parameters());
        }
    }

    Network policy() {
        return policy;
    }

    Network critic(final int index) {
        return critics[index];
    }

    Network target(final int index) {
        return targets[index];
    }

    /** Lets the targets follow. They compute forward only, so nothing else depends on their weights. */
    void follow() {
        for (int i = 0; i < CRITICS; i++) {
            targets[i].parameters().approach(critics[i].parameters(), followShare);
        }
    }

    void onCriticsChanged() {
        for (final Network critic : critics) {
            critic.onWeightsChanged();
        }
    }
}
