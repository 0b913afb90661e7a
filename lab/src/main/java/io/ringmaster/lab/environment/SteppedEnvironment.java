package io.ringmaster.lab.environment;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.ModelSettings;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link TradingEnvironment} as a learner wants it, with the actions of its head and with masks. The seed of an episode chooses its start and its
 * length.
 */
public final class SteppedEnvironment implements Environment, AutoCloseable {

    private final TradingEnvironment market;
    private final ModelSettings.Head head;
    private final long maxExposureE8;
    private final EpisodeLength length;
    private final double rewardScale;
    private final float[] answer;
    private int allowed;
    private int decisions;
    private int decided;
    private float reward;
    private End end = End.NONE;

    /**
     * @param market      closed with this
     * @param length      of an episode
     * @param rewardScale the learner sees rewards times this
     */
    public SteppedEnvironment(final TradingEnvironment market, final EpisodeLength length, final double rewardScale) {
        this.market = market;
        head = market.policy().model().head();
        maxExposureE8 = market.policy().size().maxExposureE8();
        this.length = length;
        this.rewardScale = rewardScale;
        answer = new float[market.outputs()];
    }

    @Override
    public int features() {
        return market.observationLength();
    }

    @Override
    public Actions actions() {
        return head == ModelSettings.Head.CONTINUOUS ? new Actions.Continuous(answer.length) : new Actions.Discrete(answer.length);
    }

    /** What the account at the venue allows. Where a session knows of a fill only later, it may allow another action; the position stays then. */
    @Override
    public void allowed(final boolean[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (allowed >>> i & 1) == 1;
        }
    }

    @Override
    public void reset(final long seed) {
        decisions = length.of(seed);
        decided = 0;
        // One more than the learner decides: the observation of the last one is that of the end.
        market.begin((int) Long.remainderUnsigned(seed, market.starts()), seed, decisions + 1);
        playOn();
        if (end != End.NONE) {
            throw new InvalidInputException("an episode ended before its first decision. Begin episodes earlier, or give more data.");
        }
    }

    @Override
    public void observe(final float[] into) {
        System.arraycopy(market.observation(), 0, into, 0, market.observationLength());
    }

    /** The action that is chosen gets the highest logit, and the one that keeps the position the next. */
    @Override
    public float step(final float[] action) {
        if (head == ModelSettings.Head.CONTINUOUS) {
            System.arraycopy(action, 0, answer, 0, answer.length);
        } else {
            Arrays.fill(answer, 0);
            answer[head.keep()] = 1;
            answer[(int) action[0]] = 2;
        }
        market.answer(answer);
        playOn();
        return reward;
    }

    @Override
    public List<String> terms() {
        return market.terms();
    }

    @Override
    public double[] termSums() {
        return Arrays.stream(market.termSums()).map(sum -> sum * rewardScale).toArray();
    }

    @Override
    public End end() {
        return end;
    }

    private void playOn() {
        if (market.next()) {
            allowed = head.allowed(market.account().exposureE8(), maxExposureE8);
            end = decided++ == decisions ? End.TRUNCATED : End.NONE;
        } else {
            end = market.isRuined() ? End.TERMINATED : End.TRUNCATED;
        }
        reward = (float) (market.reward() * rewardScale);
    }

    @Override
    public void close() {
        market.close();
    }
}
