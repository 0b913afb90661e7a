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

/**
 * A market to learn in. It is the pipeline itself on one thread, with every strategy, limit and stop, against the simulated venue with its fees,
 * slippage, funding and latency; only where a session runs a model, an {@link Agent} answers. A step ends when the agent has decided once more.
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
    private boolean hasAnswered;
    private boolean isFirst;

    /**
     * Where the agent learns.
     *
     * @param engine   makes the configuration, whose policy is a model, for the model that it is given
     * @param topology compact
     */
    public record Plan(Function<ServedModel, EngineConfig> engine, VenueSettings venue, TopologySettings topology) {

        /** The configuration with a model that is never asked. */
        public EngineConfig shape() {
            return engine.apply(ServedModel.of(new AgentEngine(0, 0, () -> { })));
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
            ModelContract.of(shape.instruments(), shape.strategies(), shape.policy()).length(), shape.policy().model().head().mostNumbers(), this::answer);
        final EngineConfig config = plan.engine.apply(ServedModel.of(answers));
        final OutputSink outputs = (buffer, offset, _) -> account.onOutput(buffer, offset);
        engine = new Engine(
            config, plan.topology, new Connections((_, buffer, offset, _) -> account.onInput(buffer, offset), outputs), NO_OTHERS);
        venue = new SimulatedVenue(
            config.instruments(), plan.venue, config.session().initialCashE8(), config.session().seed(), engine);
        venueState = ObjectGraph.of(List.of(venue));
        market = starts.events.new Reader();
        driver = new LockstepDriver(engine, market, venue, config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
        blank = state(0);
    }

    private WarmStart state(final int event) {
        return new WarmStart(event, driver.nextTickNs(), engine.moment(), venueState.save());
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
     * Begins an episode.
     *
     * @param start     one of the starts
     * @param seed      of latencies and identifiers at the venue
     * @param decisions most decisions of the episode
     */
    public void begin(final int start, final long seed, final int decisions, final Agent decider) {
        WarmStart warm = starts.get(start);
        if (warm == null) {
            warm = warmUp(starts.firstEvents.get(start));
            starts.put(start, warm);
        }
        returnTo(warm, seed);
        market.play(warm.event(), starts.end(warm.event()));
        driver.goOnFrom(warm.nextTickNs());
        agent = decider;
        decisionsLeft = decisions;
        isFirst = true;
        Arrays.fill(termSums, 0);
    }

    private void returnTo(final WarmStart state, final long seed) {
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
        hasAnswered = false;
        while (decisionsLeft > 0 && !isRuined() && driver.playNext()) {
            if (hasAnswered) {
                decisionsLeft--;
                return true;
            }
        }
        account.take(venue, engine.status());
        agent.end(isFirst ? 0 : measured(), isRuined());
        return false;
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

    private boolean isRuined() {
        return venue.equityE8() <= 0;
    }

    private void answer() {
        if (isFirst) {
            account.begin(venue, engine.status());
            reward.begin();
        } else {
            account.take(venue, engine.status());
        }
        final double since = isFirst ? 0 : measured();
        isFirst = false;
        account.afterDecision();
        agent.decide(answers.input(), since, answers.output(0));
        hasAnswered = true;
    }

    @Override
    public void close() {
        engine.close();
    }
}
