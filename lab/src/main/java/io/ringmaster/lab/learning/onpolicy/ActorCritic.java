package io.ringmaster.lab.learning.onpolicy;

import io.ringmaster.lab.learning.head.Head;
import io.ringmaster.lab.learning.network.Generator;
import io.ringmaster.lab.learning.network.Network;
import io.ringmaster.lab.learning.network.NetworkShape;
import io.ringmaster.lab.learning.network.Parameters;
import java.util.List;

/** A policy and the value of each state: two networks, or one whose last output is the value. */
final class ActorCritic {

    private static final double POLICY_GAIN = 0.01;
    private static final double VALUE_GAIN = 1;

    private final Head head;
    private final Network policy;
    private final Network value;

    ActorCritic(final OnPolicySettings.Networks settings, final int features, final Head head, final Generator random) {
        this.head = head;
        if (settings.isShared()) {
            policy = network(settings, features, head.outputs() + 1).initialise(settings.initialisation(), POLICY_GAIN, random);
            policy.initialiseOutputs(settings.initialisation(), head.outputs(), 1, VALUE_GAIN, random);
            value = policy;
        } else {
            policy = network(settings, features, head.outputs()).initialise(settings.initialisation(), POLICY_GAIN, random);
            value = network(settings, features, 1).initialise(settings.initialisation(), VALUE_GAIN, random);
        }
    }

    private static Network network(final OnPolicySettings.Networks settings, final int features, final int outputs) {
        return new Network(new NetworkShape(features, settings.hidden(), outputs, settings.nonlinearity()));
    }

    Head head() {
        return head;
    }

    Network policy() {
        return policy;
    }

    Network value() {
        return value;
    }

    boolean isShared() {
        return policy == value;
    }

    /** All that is learned: of the policy, of the value, of the head. */
    Parameters parameters() {
        return Parameters.joined(isShared()
            ? List.of(policy.parameters(), head.parameters())
            : List.of(policy.parameters(), value.parameters(), head.parameters()));
    }

    void onWeightsChanged() {
        policy.onWeightsChanged();
        value.onWeightsChanged();
    }
}
