package io.ringmaster.lab.environment;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.snapshot.ObjectGraph;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * A market to learn in. It is the pipeline itself on one thread, with every strategy, limit and stop, against the simulated venue with its fees,
 * slippage, funding and latency; only where a session runs a model, an {@link Agent} answers. The event that a decision is due for stops in front of
 * the decision, and goes on when the answer is there.
 *
 * <p>An episode begins at a start, warmed up as a session is. The state at the end of a warm-up is kept and restored, so it is played once for each
 * start, by the first environment that needs it: {@link Starts} are shared. An episode is a function of its start, its seed and its agent.
 *
 * <p>Environments share nothing that changes. One thread uses one; one thread may use many.
 */
public final class TradingEnvironment implements AutoCloseable {

    private static final Configurations NO_OTHERS = sha256 -> {
        throw new InvalidInputException("an episode keeps its configuration; " + sha256 + " is another");
    };

    private final Starts starts;
    private final Reward reward;
    private final double[] terms;
    private final double[] termSums;
    private final AgentEngine answers;
    private final Engine engine;
    private final SimulatedVenue venue;
    private final ObjectGraph venueState;
    private final RecordedEvents.Reader market;
    private final LockstepDriver driver;
    private final Account account = new Account();
    private final WarmStart blank;
    private Agent agent;
    private int decisionsLeft;
    private boolean isFirst;
    private double since;

    /**
     * Where the agent learns.
     *
     * @param engine   makes the configuration, whose policy is a model, for the model that it is given
     * @param topology compact: on another one, no event can wait for an answer
     */
    public record Plan(Function<ServedModel, EngineConfig> engine, VenueSettings venue, TopologySettings topology) {

        public Plan {
            if (topology.mode() != TopologySettings.Mode.COMPACT) {
                throw new IllegalArgumentException("an environment needs the compact topology: mode=" + topology.mode());
            }
        }

        /** The configuration with a model that is never asked. */
        public EngineConfig shape() {
            return engine.apply(ServedModel.of(new AgentEngine(0, 0)));
        }
    }

    /** The places of a recorded market at which episodes begin, and the warmed-up states there. Any thread may call it. */
    public static final class Starts {

        private final RecordedEvents events;
        private final List<Integer> firstEvents;
        private final int end;
        private final TreeMap<Integer, WarmStart> ready = new TreeMap<>();

        /**
         * @param firstEvents index of the first event of each warm-up
         * @param end         no episode sees this event, or a later one
         */
        public Starts(final RecordedEvents events, final List<Integer> firstEvents, final int end) {
            this.events = events;
            this.firstEvents = List.copyOf(firstEvents);
            this.end = end;
        }

        /** How many there are. */
        public int count() {
            return firstEvents.size();
        }

        /** An episode ends with its part of the recording. */
        private int end(final int event) {
            return Math.min(end, events.partEnd(event));
        }

        private synchronized WarmStart get(final int start) {
            return ready.get(start);
        }

        private synchronized void put(final int start, final WarmStart state) {
            ready.put(start, state);
        }
    }

    public TradingEnvironment(final Plan plan, final Starts starts, final Reward reward) {
        this.starts = starts;
        this.reward = reward;
        terms = new double[reward.terms().size()];
        termSums = new double[terms.length];
        final EngineConfig shape = plan.shape();
        answers = new AgentEngine(
            ModelContract.of(shape.instruments(), shape.strategies(), shape.policy()).length(), shape.policy().model().head().mostNumbers());
        final EngineConfig config = plan.engine.apply(ServedModel.of(answers));
        engine = new Engine(
            config, plan.topology, new Connections((_, buffer, offset, _) -> account.onInput(buffer, offset), new OrdersOnly(account)), NO_OTHERS);
        venue = new SimulatedVenue(
            config.instruments(), plan.venue, config.session().initialCashE8(), config.session().seed(), engine);
        venueState = ObjectGraph.of(List.of(venue));
        market = starts.events.new Reader();
        driver = new LockstepDriver(engine, market, venue, config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
        blank = state(0);
    }

    private WarmStart state(final int event) {
        return new WarmStart(event, driver.nextTickNs(), engine.moment(), venueState.copy());
    }

    /** Length of an observation. */
    public int observationLength() {
        return answers.input().length;
    }

    /** Length of an answer. */
    public int outputs() {
        return answers.output(0).length;
    }

    /** How the policy sizes its targets, and what the answers mean. */
    public PolicySettings policy() {
        return engine.config().policy();
    }

    /** Number of places at which an episode can begin. */
    public int starts() {
        return starts.count();
    }

    /** The account of the current episode. */
    public Account account() {
        return account;
    }

    /** Names of the terms of the reward. */
    public List<String> terms() {
        return reward.terms();
    }

    /** Sums over the current episode of the terms of the reward, in the order of {@link Reward#terms}. */
    public double[] termSums() {
        return termSums.clone();
    }

    /** Event time of the last input. */
    public long timeNs() {
        return engine.lastTimeNs();
    }

    /**
     * Begins an episode for an agent, which {@link #step} asks.
     *
     * @param start     one of the starts
     * @param seed      of latencies and identifiers at the venue
     * @param decisions most decisions of the episode
     */
    public void begin(final int start, final long seed, final int decisions, final Agent decider) {
        begin(start, seed, decisions);
        agent = decider;
    }

    /** Begins an episode for somebody who calls {@link #next} and {@link #answer} in turn. */
    public void begin(final int start, final long seed, final int decisions) {
        WarmStart warm = starts.get(start);
        if (warm == null) {
            warm = warmUp(starts.firstEvents.get(start));
            starts.put(start, warm);
        }
        returnTo(warm, seed);
        market.play(warm.event(), starts.end(warm.event()));
        driver.goOnFrom(warm.nextTickNs());
        decisionsLeft = decisions;
        isFirst = true;
        since = 0;
        Arrays.fill(termSums, 0);
    }

    private void returnTo(final WarmStart state, final long seed) {
        answers.onAnswer();
        engine.returnTo(state.engine());
        venueState.restore(state.venue());
        venue.goOn(seed);
    }

    private WarmStart warmUp(final int firstEvent) {
        returnTo(blank, engine.config().session().seed());
        market.play(firstEvent, starts.end(firstEvent));
        driver.begin();
        final long startNs = driver.firstTimeNs();
        new SessionMessages(engine).start(startNs, engine.config(), "training", "0".repeat(64));
        final long endNs = Math.addExact(startNs, engine.config().session().warmupNs());
        while (driver.nextTimeNs() < endNs) {
            driver.playNext();
        }
        if (driver.nextTimeNs() == Long.MAX_VALUE) {
            throw new InvalidInputException("an episode that begins at the event " + firstEvent + " of " + starts.end
                + " has no market behind its warm-up. Begin episodes earlier, or shorten session.warmup.");
        }
        engine.drainOrders(venue);
        // The driver has read the next message already.
        return state(market.next() - 1);
    }

    /**
     * Plays on until the agent has decided once.
     *
     * @return false if the episode has ended instead: the market is over, all its decisions are made, or the account is ruined
     */
    public boolean step() {
        if (!next()) {
            agent.end(since, isRuined());
            return false;
        }
        agent.decide(observation(), since, answers.output(0));
        goOn();
        return true;
    }

    /**
     * Plays on to the next decision, in the middle of the event that it is due for.
     *
     * @return false if the episode has ended instead
     */
    public boolean next() {
        while (decisionsLeft > 0 && !isRuined() && (engine.isWaiting() || driver.playNext())) {
            if (engine.isWaiting()) {
                see();
                return true;
            }
        }
        account.take(venue, engine.status());
        since = isFirst ? 0 : measured();
        return false;
    }

    private void see() {
        decisionsLeft--;
        if (isFirst) {
            account.begin(venue, engine.status());
            reward.begin();
        } else {
            account.take(venue, engine.status());
        }
        since = isFirst ? 0 : measured();
        isFirst = false;
        account.afterDecision();
    }

    /** What the policy sees at the decision that is due, or saw at the last one; the array is used again. */
    public float[] observation() {
        return answers.input();
    }

    /** Earned between the decision that is due and the one before, or between the last decision and the end of the episode. */
    public double reward() {
        return since;
    }

    /** Whether the account is ruined, so that nothing can follow. */
    public boolean isRuined() {
        return venue.equityE8() <= 0;
    }

    /** Decides, with the numbers of the head. */
    public void answer(final float[] outputs) {
        System.arraycopy(outputs, 0, answers.output(0), 0, outputs.length);
        goOn();
    }

    private void goOn() {
        answers.onAnswer();
        engine.goOn();
    }

    /** The reward since the previous decision. */
    private double measured() {
        reward.measure(account, terms);
        double sum = 0;
        for (int i = 0; i < terms.length; i++) {
            sum += terms[i];
            termSums[i] += terms[i];
        }
        return sum;
    }

    @Override
    public void close() {
        engine.close();
    }

    /** The account learns of stops; nothing else that the pipeline says is read in training. */
    private record OrdersOnly(Account account) implements OutputSink {

        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            account.onOutput(buffer, offset);
        }

        @Override
        public boolean readsOnlyOrders() {
            return true;
        }
    }
}
