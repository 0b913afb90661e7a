package io.ringmaster.pipeline.engine;

import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A policy that decides beside the one that trades.
 *
 * @param id    names it, also as a directory
 * @param model read already, with the engine that runs it; null if the policy asks none
 */
public record ChallengerConfig(String id, PolicySettings policy, ServedModel model) {

    private static final int MOST = 8;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    /** The key of the section of a challenger, without a dot at its end. */
    public static String keyOf(final int challenger) {
        return "policy.challengers." + challenger;
    }

    /** A message about a setting of a policy, as one about the same setting of a challenger. */
    public static String inChallenger(final int challenger, final String fault) {
        return fault.startsWith("policy.") ? keyOf(challenger) + fault.substring("policy".length()) : keyOf(challenger) + ": " + fault;
    }

    /** What is wrong with the list as such. */
    static List<String> faults(final List<ChallengerConfig> all) {
        final List<String> faults = new ArrayList<>();
        if (all.size() > MOST) {
            faults.add("policy.challengers: " + all.size() + " are too many, because each decides on every event. Give at most " + MOST);
        }
        for (int i = 0; i < all.size(); i++) {
            final String id = all.get(i).id;
            final String key = keyOf(i) + ".id: ";
            if (!ID.matcher(id).matches()) {
                faults.add(key + "'" + id + "' is not a name of at most 40 characters of a-z, 0-9, - and _, beginning with a letter or digit");
            } else if (all.subList(0, i).stream().anyMatch(each -> each.id.equals(id))) {
                faults.add(key + "'" + id + "' is the name of another challenger. Choose another one");
            }
        }
        return faults;
    }
}
