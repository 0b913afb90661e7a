package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.util.List;

/**
 * All that a session recorded about one decision.
 *
 * @param heard  the strategies whose last recommendation counted, the heaviest first
 * @param limits what kept the target from being carried out, or changed it, until the next decision on the instrument; each reason once
 * @param orders the new orders that carry it out
 */
public record DecisionCard(
    Asked asked, Wanted wanted, Votes votes, List<Heard> heard, List<Limit> limits, List<SentOrder> orders, Outcome outcome) {

    /** A position or an amount that the journal does not tell. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    public DecisionCard {
        heard = List.copyOf(heard);
        limits = List.copyOf(limits);
        orders = List.copyOf(orders);
    }

    /**
     * What the policy was asked.
     *
     * @param sequence of the input that caused the decision
     * @param symbol   of the instrument; its index if the configuration is unknown
     * @param policy   type of the policy; empty if the configuration is unknown
     * @param trigger  bar, claim or event; empty in records before schema version 3
     * @param market   what it was asked about
     * @param network  what a model saw and computed
     */
    public record Asked(long sequence, long timeNs, String symbol, String policy, String trigger, Market market, Network network) {
    }

    /**
     * The instrument's market at the decision.
     *
     * @param bidPriceE8  best bid and {@code askPriceE8} best ask; 0 if the records that remain do not tell them
     * @param markPriceE8 the mark; 0 if it is not recorded
     */
    public record Market(long bidPriceE8, long askPriceE8, long markPriceE8) {
    }

    /**
     * What a model saw, and what it computes from that.
     *
     * @param engine   what runs it; empty if it did not run or is not known
     * @param sha256   of the model; empty if it is not known
     * @param outputs  the numbers of its first output; empty if it did not run
     * @param features what it saw, the feature that counts most first; empty for other policies
     * @param meaning  a sentence: how the outputs become the target; empty if they are not known
     */
    public record Network(String engine, String sha256, List<Output> outputs, List<Feature> features, String meaning) {

        /** No model decides. */
        static final Network NONE = new Network("", "", List.of(), List.of(), "");

        public Network {
            outputs = List.copyOf(outputs);
            features = List.copyOf(features);
        }
    }

    /** A number of a model's output, by its meaning. */
    public record Output(String name, double value) {
    }

    /**
     * A value that a model saw.
     *
     * @param index   place in the contract, from 0
     * @param name    as in the contract; its place if the contract is not known
     * @param effects on each output: the value times the output's derivative by it. Empty if the exact engine does not know the model
     */
    public record Feature(int index, String name, double value, List<Double> effects) {

        public Feature {
            effects = List.copyOf(effects);
        }
    }

    /** The target. Exposure is signed notional over equity, times 1e8; {@code stop} and {@code target} are null if nobody names one. */
    public record Wanted(
        Signal signal, DecisionReason reason, long exposureE8, double strength, double confidence, NamedPrice stop, NamedPrice target) {

        /** Whether the policy was asked: it is not while the market's data cannot be used. */
        public boolean isAsked() {
            return switch (reason) {
                case NOT_WARM, STALE, BOOK_INVALID -> false;
                case NO_SIGNAL, CONFLUENCE, SOLO, SINGLE, TIE, LOW_CONFIDENCE, FLAT_SIGNAL, MODEL, MODEL_INVALID, MODEL_UNKNOWN, MODEL_SKIP, MODEL_LATE,
                     TIMEFRAMES, TOO_FEW, EXPERTS, NULL_VAL -> true;
            };
        }
    }

    /** A price and the strategy that names it; empty if the record does not tell. */
    public record NamedPrice(long priceE8, String strategy) {
    }

    /**
     * What the policy counted.
     *
     * @param longs      strategies that want LONG; {@code shorts} and {@code flats} likewise. -1 in records before schema version 3
     * @param agreeing   how many are behind the target
     * @param strategies number of enabled strategies of the instrument
     * @param weight     of those that agree, together; NaN in records before schema version 3
     * @param leader     the strategy that weighs most among them; empty if there is none
     */
    public record Votes(int longs, int shorts, int flats, int agreeing, int strategies, double weight, String leader) {
    }

    /**
     * The last recommendation of one strategy.
     *
     * @param weight        of the experts policy, where it is known to a thousandth; of other policies, as configured
     * @param sinceSequence the input since which it says this
     */
    public record Heard(
        String strategy, Signal signal, double strength, double confidence, double weight, long sinceSequence, long sinceNs) {
    }

    /** What stood in the way, first at this input, and how many records say so. */
    public record Limit(long sequence, long timeNs, String kind, String text, int times) {
    }

    /** An order and its state at the end of the journal. */
    public record SentOrder(long clientOrderId, long sequence, long timeNs, Terms terms, OrderState state, long filledQtyE8) {
    }

    /** The terms of an order; a price that it does not have is {@link #UNKNOWN}. */
    public record Terms(OrderPurpose purpose, OrderType type, Side side, long qtyE8, long limitPriceE8, long stopPriceE8) {
    }

    /**
     * What became of it.
     *
     * @param positionBeforeE8 signed; {@link #UNKNOWN} if it is not recorded, as {@code positionAfterE8}, which is that at the next decision on the
     *                         instrument, or at the end of the journal
     * @param nextSequence     the input that caused the next decision on the instrument; 0 if there is none yet
     * @param reason           a sentence: what followed, or why no order did
     */
    public record Outcome(long positionBeforeE8, long positionAfterE8, long nextSequence, String reason) {
    }
}
