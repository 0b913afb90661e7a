package io.ringmaster.monitor.model;

import io.ringmaster.schema.ExpertWeightsDecoder;
import io.ringmaster.schema.RecommendationDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What all strategies say and where their virtual accounts stand, while it is folded. One thread. */
final class Strategies {

    /** Of all arrays together. */
    private static final int ROW_BYTES = 2 + 2 * Float.BYTES + Double.BYTES + 2 * Integer.BYTES + 7 * Long.BYTES;

    final byte[] conditions;
    final byte[] signals;
    final float[] strengths;
    final float[] confidences;
    final long[] changedNs;
    final double[] shares;
    final int[] instruments;
    final int[] trades;
    final long[] positionsE8;
    final long[] entryPricesE8;
    final long[] cashE8;
    final long[] feesE8;
    final long[] fundingE8;
    final long[] fundingIndexE8;
    /** Funding of each instrument so far, by its last virtual trade. */
    final long[] instrumentFundingE8;

    Strategies(final int count, final int instrumentCount) {
        conditions = new byte[count];
        signals = new byte[count];
        strengths = new float[count];
        confidences = new float[count];
        changedNs = new long[count];
        shares = new double[count];
        instruments = new int[count];
        trades = new int[count];
        positionsE8 = new long[count];
        entryPricesE8 = new long[count];
        cashE8 = new long[count];
        feesE8 = new long[count];
        fundingE8 = new long[count];
        fundingIndexE8 = new long[count];
        instrumentFundingE8 = new long[instrumentCount];
        Arrays.fill(signals, (byte) Signal.HOLD.value());
        Arrays.fill(shares, Double.NaN);
        Arrays.fill(instruments, -1);
    }

    private Strategies(final Strategies from) {
        conditions = from.conditions.clone();
        signals = from.signals.clone();
        strengths = from.strengths.clone();
        confidences = from.confidences.clone();
        changedNs = from.changedNs.clone();
        shares = from.shares.clone();
        instruments = from.instruments.clone();
        trades = from.trades.clone();
        positionsE8 = from.positionsE8.clone();
        entryPricesE8 = from.entryPricesE8.clone();
        cashE8 = from.cashE8.clone();
        feesE8 = from.feesE8.clone();
        fundingE8 = from.fundingE8.clone();
        fundingIndexE8 = from.fundingIndexE8.clone();
        instrumentFundingE8 = from.instrumentFundingE8.clone();
    }

    Strategies copy() {
        return new Strategies(this);
    }

    /** The strategies of another configuration: an account goes on if its strategy still exists and trades the same instrument. */
    Strategies under(final SessionFacts before, final SessionFacts after) {
        final Map<String, Integer> indexBefore = new HashMap<>();
        before.strategies().forEach(strategy -> indexBefore.put(strategy.id(), strategy.index()));
        final Strategies next = new Strategies(after.strategies().size(), instrumentFundingE8.length);
        System.arraycopy(instrumentFundingE8, 0, next.instrumentFundingE8, 0, instrumentFundingE8.length);
        for (int to = 0; to < next.size(); to++) {
            final Integer from = indexBefore.get(after.strategies().get(to).id());
            if (from != null && before.strategies().get(from).instrument() == after.strategies().get(to).instrument()) {
                next.takeAccount(to, this, from);
            }
        }
        return next;
    }

    private void takeAccount(final int to, final Strategies before, final int from) {
        instruments[to] = before.instruments[from];
        trades[to] = before.trades[from];
        positionsE8[to] = before.positionsE8[from];
        entryPricesE8[to] = before.entryPricesE8[from];
        cashE8[to] = before.cashE8[from];
        feesE8[to] = before.feesE8[from];
        fundingE8[to] = before.fundingE8[from];
        fundingIndexE8[to] = before.fundingIndexE8[from];
    }

    long bytes() {
        return (long) ROW_BYTES * size();
    }

    int size() {
        return signals.length;
    }

    private boolean isKnown(final int index) {
        return index >= 0 && index < signals.length;
    }

    void onState(final StrategyStateDecoder message) {
        if (isKnown(message.strategyIndex())) {
            conditions[message.strategyIndex()] = (byte) message.conditionRaw();
            changedNs[message.strategyIndex()] = message.timeNs();
        }
    }

    void onRecommendation(final RecommendationDecoder message) {
        set(message.strategyIndex(), message.signalRaw(), message.strength(), message.confidence(), message.timeNs());
        if (isKnown(message.strategyIndex())) {
            instruments[message.strategyIndex()] = message.instrumentId();
        }
    }

    void onRecommendations(final RecommendationsDecoder message) {
        final long timeNs = message.timeNs();
        for (final RecommendationsDecoder.PlainDecoder one : message.plain()) {
            final int index = one.strategyIndex();
            final short signal = one.signalRaw();
            final double grade = signal == Signal.HOLD.value() ? 0 : 1;
            set(index, signal, grade, grade, timeNs);
        }
        for (final RecommendationsDecoder.GradedDecoder one : message.graded()) {
            set(one.strategyIndex(), one.signalRaw(), one.strength(), one.confidence(), timeNs);
        }
    }

    private void set(final int index, final short signal, final double strength, final double confidence, final long timeNs) {
        if (isKnown(index)) {
            signals[index] = (byte) signal;
            strengths[index] = (float) strength;
            confidences[index] = (float) confidence;
            changedNs[index] = timeNs;
        }
    }

    void onTrades(final VirtualTradesDecoder message) {
        final int instrument = message.instrumentId();
        final long sell = message.sellPriceE8();
        final long buy = message.buyPriceE8();
        final long index = message.fundingIndexE8();
        if (instrument >= 0 && instrument < instrumentFundingE8.length) {
            instrumentFundingE8[instrument] = index;
        }
        for (final VirtualTradesDecoder.AccountsDecoder account : message.accounts()) {
            final int i = account.strategyIndex();
            if (isKnown(i)) {
                instruments[i] = instrument;
                trades[i] = account.trades();
                positionsE8[i] = account.positionQtyE8();
                cashE8[i] = account.cashE8();
                feesE8[i] = account.feesE8();
                fundingE8[i] = account.fundingE8();
                fundingIndexE8[i] = index;
                entryPricesE8[i] = positionsE8[i] == 0 ? 0 : account.side() == Side.BUY ? buy : sell;
            }
        }
    }

    void onWeights(final ExpertWeightsDecoder message) {
        for (final ExpertWeightsDecoder.WeightsDecoder one : message.weights()) {
            final int index = one.strategyIndex();
            if (isKnown(index)) {
                shares[index] = one.weight();
            }
        }
    }
}
