package io.ringmaster.lab.evaluation;

/**
 * What an experts algorithm made of a table. Wealth begins at 1.
 *
 * @param finalWealth that of the mixture, whose weights are restored in each round
 * @param regret      total loss of the mixture minus that of the best expert, in the loss of the algorithm
 * @param regretBound what the regret cannot exceed
 * @param returns     of the mixture, one of each round
 */
public record ExpertsResult(int rows, int experts, double finalWealth, Baselines baselines, double regret, double regretBound, double[] returns) {

    /**
     * What the algorithm is compared with.
     *
     * @param bestExpert    the expert with the largest final wealth; of several, the first
     * @param uniformWealth that of equal weights, restored in each round
     * @param marketWealth  that of equal parts at the start, held to the end
     * @param bestMixWealth the largest of the mixes that the algorithm weighs, restored in each round; NaN if it weighs none
     */
    public record Baselines(String bestExpert, double bestExpertWealth, double uniformWealth, double marketWealth, double bestMixWealth) {
    }
}
