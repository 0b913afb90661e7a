package io.ringmaster.monitor.model;

import io.ringmaster.schema.DecisionTrigger;
import java.util.List;

/**
 * Everything recorded of one decision.
 *
 * @param asked        what the policy was asked for
 * @param target       what it wanted
 * @param tallies      who was behind it
 * @param strategies   all strategies as they were at the decision, with the share of each expert
 * @param orders       new orders that carry it out, as they are now
 */
public record DecisionDetail(
    DecisionRow row, DecisionTrigger asked, Target target, Tallies tallies, Model model, StrategiesView strategies, List<OrderRow> orders) {

    /**
     * What a model saw and said.
     *
     * @param observation what a model saw; empty if none was asked
     * @param outputs     what the models said; empty if none ran
     */
    public record Model(List<Observed> observation, Outputs outputs) {
    }

    public List<Observed> observation() {
        return model.observation();
    }

    public Outputs outputs() {
        return model.outputs();
    }


    /** How strong and how sure, in [0, 1]. */
    public record Target(double strength, double confidence) {
    }

    /**
     * Strategies behind a decision; -1 where the record does not say.
     *
     * @param agreeing       strategies behind it
     * @param weightE8       sum of the weights of those that agree
     * @param leading        index of the one that weighs most
     * @param stopStrategy   index of the one that names the stop
     * @param targetStrategy index of the one that names the target price
     */
    public record Tallies(int agreeing, Heard heard, long weightE8, int leading, int stopStrategy, int targetStrategy) {

        /**
         * What the strategies heard want.
         *
         * @param longs  strategies heard that want LONG
         * @param shorts strategies heard that want SHORT
         * @param flats  strategies heard that want FLAT
         */
        public record Heard(int longs, int shorts, int flats) {
        }

        public int longs() {
            return heard.longs();
        }

        public int shorts() {
            return heard.shorts();
        }

        public int flats() {
            return heard.flats();
        }

    }

    /**
     * One value of an observation.
     *
     * @param name its place if the name is not known
     */
    public record Observed(String name, double value) {
    }

    /**
     * What models said, one after the other.
     *
     * @param models  that decide together; 0 if none ran
     * @param engine  what ran them; empty if none ran
     * @param numbers of the first output of each model
     */
    public record Outputs(int models, String engine, List<Float> numbers) {

        static final Outputs NONE = new Outputs(0, "", List.of());
    }
}
