package io.ringmaster.lab.environment;

/**
 * Decides within an episode. For each decision it gets what the policy sees and the reward since its previous decision, and answers as the model of a
 * session would: the pipeline reads its outputs by the configured head.
 */
public interface Agent {

    /**
     * Decides.
     *
     * @param observation values of the contract; the array is used again, so copy what you keep
     * @param reward      since the previous decision of this episode; 0 at its first
     * @param outputs     out: the numbers of the head
     */
    void decide(float[] observation, double reward, float[] outputs);

    /**
     * An episode ends.
     *
     * @param reward since its last decision
     * @param isOver whether the account is ruined, so that nothing can follow; false if the market would have gone on
     */
    void end(double reward, boolean isOver);
}
