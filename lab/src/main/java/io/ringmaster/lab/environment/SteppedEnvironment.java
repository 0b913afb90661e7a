package io.ringmaster.lab.environment;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.ModelSettings;
import io.ringmaster.lab.learning.environment.Actions;
import io.ringmaster.lab.learning.environment.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A {@link TradingEnvironment} as a learner wants it, which sees first and acts then. The pipeline asks for the action in the middle of an event, so it
 * plays on a thread of its own. That thread and the learner's take turns and never run at the same time.
 *
 * <p>The seed of an episode chooses its start and its length.
 */
public final class SteppedEnvironment implements Environment, AutoCloseable {

    private final TradingEnvironment market;
    private final ModelSettings.Head head;
    private final long maxExposureE8;
    private final EpisodeLength length;
    private final double rewardScale;
    private final Semaphore learnersTurn = new Semaphore(0);
    private final Semaphore marketsTurn = new Semaphore(0);
    private final Thread player;
    private final float[] observation;
    private final float[] answer;
    private int allowed;
    private long seed;
    private int decisions;
    private boolean isInDecision;
    private boolean isAbandoned;
    private boolean isClosed;
    private int decided;
    private float reward;
    private End end = End.NONE;
    private Throwable failure;

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
        observation = new float[market.observationLength()];
        answer = new float[market.outputs()];
        player = Thread.ofPlatform().daemon().name("market").unstarted(this::play);
        player.start();
    }

    @Override
    public int features() {
        return observation.length;
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
    public void reset(final long episodeSeed) {
        seed = episodeSeed;
        isAbandoned = isInDecision;
        letPlay();
        if (end != End.NONE) {
            throw new InvalidInputException("an episode ended before its first decision. Begin episodes earlier, or give more data.");
        }
    }

    @Override
    public void observe(final float[] into) {
        System.arraycopy(observation, 0, into, 0, observation.length);
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
        letPlay();
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

    private void letPlay() {
        marketsTurn.release();
        learnersTurn.acquireUninterruptibly();
        if (failure != null) {
            throw new IllegalStateException("the market of an episode failed: " + failure.getMessage(), failure);
        }
    }

    // ------------------------------------------------------------------ on the market's thread

    private void play() {
        final Agent agent = new Turns();
        try {
            marketsTurn.acquireUninterruptibly();
            while (!isClosed) {
                isAbandoned = false;
                decided = 0;
                end = End.NONE;
                decisions = length.of(seed);
                // One more than the learner decides: the observation of the last one is that of the end.
                market.begin((int) Long.remainderUnsigned(seed, market.starts()), seed, decisions + 1, agent);
                boolean goesOn = true;
                while (goesOn && !isAbandoned && !isClosed) {
                    goesOn = market.step();
                }
                if (!goesOn) {
                    learnersTurn.release();
                    marketsTurn.acquireUninterruptibly();
                }
            }
            market.close();
        } catch (final RuntimeException | Error e) {
            failure = e;
        } finally {
            learnersTurn.release();
        }
    }

    /** Takes turns with the learner. */
    private final class Turns implements Agent {

        @Override
        public void decide(final float[] seen, final double since, final float[] outputs) {
            System.arraycopy(seen, 0, observation, 0, seen.length);
            reward = (float) (since * rewardScale);
            allowed = head.allowed(market.account().exposureE8(), maxExposureE8);
            end = decided++ == decisions ? End.TRUNCATED : End.NONE;
            isInDecision = true;
            learnersTurn.release();
            marketsTurn.acquireUninterruptibly();
            isInDecision = false;
            if (!isAbandoned) {
                System.arraycopy(answer, 0, outputs, 0, answer.length);
            }
        }

        @Override
        public void end(final double since, final boolean isOver) {
            reward = (float) (since * rewardScale);
            end = isOver ? End.TERMINATED : End.TRUNCATED;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        isAbandoned = true;
        marketsTurn.release();
        try {
            player.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
