package io.ringmaster.monitor.model;

import io.ringmaster.schema.ExpertWeightsDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.RecommendationDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.schema.versions.RecordedDecision;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * What the outputs up to one say and later outputs overwrite: a function of the outputs alone, and of the configurations that hold. One thread;
 * {@link #copy} is a checkpoint.
 */
final class OutputState {

    private static final long SMALL_PARTS_BYTES = 2_000;
    private static final int CAUSE = MessageHeaderDecoder.ENCODED_LENGTH;

    private final Timeline timeline;
    private Strategies strategies;
    private int configuration;
    private long sequence;
    private int chain;
    private long cause;
    private int decisions;
    private int portfolios;
    /** The newest decision and portfolio row of each instrument; -1 before the first. */
    private final int[] lastDecision;
    private final int[] lastPortfolio;
    private final PositionLevels levels;
    private StrategiesView view;

    private final RecommendationDecoder recommendation = new RecommendationDecoder();
    private final RecommendationsDecoder recommendations = new RecommendationsDecoder();
    private final VirtualTradesDecoder trades = new VirtualTradesDecoder();
    private final ExpertWeightsDecoder weights = new ExpertWeightsDecoder();
    private final ThoughtDecoder thought = new ThoughtDecoder();
    private final RecordedDecision decision = new RecordedDecision();
    private final PortfolioStateDecoder portfolio = new PortfolioStateDecoder();

    OutputState(final Timeline timeline) {
        this.timeline = timeline;
        strategies = new Strategies(timeline.facts(0).strategies().size(), timeline.instruments());
        lastDecision = new int[timeline.instruments()];
        lastPortfolio = new int[timeline.instruments()];
        levels = new PositionLevels(timeline.instruments());
        Arrays.fill(lastDecision, -1);
        Arrays.fill(lastPortfolio, -1);
    }

    private OutputState(final OutputState from) {
        timeline = from.timeline;
        strategies = from.strategies.copy();
        configuration = from.configuration;
        sequence = from.sequence;
        chain = from.chain;
        cause = from.cause;
        decisions = from.decisions;
        portfolios = from.portfolios;
        lastDecision = from.lastDecision.clone();
        lastPortfolio = from.lastPortfolio.clone();
        levels = from.levels.copy();
    }

    /** Frees the rows of the outputs that the newest moment does not show; no earlier moment is asked for. */
    void forgetRows() {
        timeline.outputs.decisions.forgetAllBut(lastDecision);
        timeline.outputs.portfolio.forgetAllBut(lastPortfolio);
        timeline.outputs.thoughts.forgetAllBut();
        timeline.outputs.verdicts.forgetAllBut();
    }

    /** Memory of the rows that {@link #forgetRows} frees, and of those that it keeps. */
    long rowBytes() {
        return timeline.outputs.decisions.bytes() + timeline.outputs.portfolio.bytes() + timeline.outputs.thoughts.bytes() + timeline.outputs.verdicts.bytes();
    }

    OutputState copy() {
        return new OutputState(this);
    }

    /** Memory that a copy takes, about. */
    long bytes() {
        return SMALL_PARTS_BYTES + strategies.bytes();
    }

    /** Sequence of the input that caused an output. */
    static long cause(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + CAUSE, ByteOrder.LITTLE_ENDIAN);
    }

    void onOutput(final long newSequence, final int newChain, final DirectBuffer buffer, final int offset) {
        sequence = newSequence;
        chain = newChain;
        cause = cause(buffer, offset);
        reconfigureUpTo(cause);
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int block = Market.blockLength(buffer, offset);
        final int version = Market.version(buffer, offset);
        switch (Market.templateId(buffer, offset)) {
            case RecordedDecision.TEMPLATE_ID, RecordedDecision.TEMPLATE_ID_BEFORE_4 -> onDecision(decision.wrap(buffer, offset));
            case ThoughtDecoder.TEMPLATE_ID -> onThought(thought.wrap(buffer, body, block, version));
            case PortfolioStateDecoder.TEMPLATE_ID -> onPortfolio(portfolio.wrap(buffer, body, block, version));
            case StrategyStateDecoder.TEMPLATE_ID -> change().onState(new StrategyStateDecoder().wrap(buffer, body, block, version));
            case RecommendationDecoder.TEMPLATE_ID -> change().onRecommendation(recommendation.wrap(buffer, body, block, version));
            case RecommendationsDecoder.TEMPLATE_ID -> change().onRecommendations(recommendations.wrap(buffer, body, block, version));
            case VirtualTradesDecoder.TEMPLATE_ID -> change().onTrades(trades.wrap(buffer, body, block, version));
            case ExpertWeightsDecoder.TEMPLATE_ID -> change().onWeights(weights.wrap(buffer, body, block, version));
            default -> {
                // Everything else is kept in rows.
            }
        }
    }

    private void onDecision(final RecordedDecision message) {
        final int instrument = message.instrumentId();
        note(lastDecision, instrument, decisions++);
        if (PortfolioRows.isRow(message, lastPortfolio)) {
            note(lastPortfolio, instrument, portfolios++);
        }
        if (isKnown(instrument)) {
            levels.onDecision(message);
        }
    }

    private void onPortfolio(final PortfolioStateDecoder message) {
        final int instrument = message.instrumentId();
        note(lastPortfolio, instrument, portfolios++);
        if (isKnown(instrument)) {
            levels.onPosition(instrument, message.positionQtyE8());
        }
    }

    private void onThought(final ThoughtDecoder message) {
        final ThoughtCode code = message.code();
        if (isKnown(message.instrumentId()) && (code == ThoughtCode.STOP_TRAILED || code == ThoughtCode.STOP_TIGHTENED)) {
            levels.onStop(message.instrumentId(), message.b());
        }
    }

    private boolean isKnown(final int instrument) {
        return instrument >= 0 && instrument < lastDecision.length;
    }

    private Strategies change() {
        view = null;
        return strategies;
    }

    private void note(final int[] newest, final int instrument, final int row) {
        if (isKnown(instrument)) {
            newest[instrument] = row;
        }
    }

    /** Another configuration holds from the first output that it causes. Accounts go on by the id of their strategy. */
    private void reconfigureUpTo(final long newCause) {
        final int next = timeline.factsIndex(newCause);
        while (configuration < next) {
            final SessionFacts before = timeline.facts(configuration);
            final SessionFacts after = timeline.facts(++configuration);
            if (!after.strategies().equals(before.strategies())) {
                strategies = strategies.under(before, after);
                view = null;
            }
        }
    }

    Moment.OutputView view() {
        if (view == null) {
            view = new StrategiesView(timeline.facts(configuration), strategies.copy());
        }
        return new Moment.OutputView(
            new Moment.OutputView.Output(sequence, chain, cause), view, lastDecision.clone(), lastPortfolio.clone(), levels.stops(), levels.targets());
    }

    long sequence() {
        return sequence;
    }

    long cause() {
        return cause;
    }
}
