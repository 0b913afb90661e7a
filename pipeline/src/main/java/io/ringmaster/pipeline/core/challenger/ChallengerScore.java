package io.ringmaster.pipeline.core.challenger;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.account.AccountFeed;
import io.ringmaster.pipeline.core.account.PolicyAccount;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.schema.ChallengerCondition;
import io.ringmaster.schema.ChallengerStandingDecoder;
import io.ringmaster.schema.ChallengerStandingEncoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Signal;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Scores a challenger: one virtual account follows its targets, another one those of the main policy, from the same event on and with the same costs.
 * A record of both is written with each decision, so the last record says all. Allocates nothing after construction. One thread; another one may ask for
 * the {@link #standing}.
 */
public final class ChallengerScore {

    private static final int RECORD_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + ChallengerStandingEncoder.BLOCK_LENGTH;

    private final PolicyAccount own;
    private final PolicyAccount main;
    private final AccountFeed ownFeed;
    private final AccountFeed mainFeed;
    private final OutputSink records;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RECORD_BYTES]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ChallengerStandingEncoder record = new ChallengerStandingEncoder();
    /** What {@link #standing} reads. */
    private final UnsafeBuffer published = new UnsafeBuffer(new byte[RECORD_BYTES]);
    private long sinceNs;
    private long decisions;
    private long missed;
    private long invalid;
    private long compared;
    private long agreed;
    private ChallengerCondition condition = ChallengerCondition.RUNNING;

    /**
     * @param own     account of the challenger
     * @param main    account of the main policy
     * @param records receives the records
     */
    public ChallengerScore(final PolicyAccount own, final PolicyAccount main, final int instruments, final OutputSink records) {
        this.own = own;
        this.main = main;
        this.records = records;
        ownFeed = new AccountFeed(own, instruments);
        mainFeed = new AccountFeed(main, instruments);
        encode(0, 0, null);
        publish();
    }

    /** Any input message, after the market and before the decisions of the same event. */
    public void onInput(final DirectBuffer message, final int templateId, final long timeNs, final MarketView view) {
        if (sinceNs == 0) {
            sinceNs = timeNs;
        }
        ownFeed.onInput(message, templateId, timeNs, view, null);
        mainFeed.onInput(message, templateId, timeNs, view, null);
    }

    /** The main policy decided with this event. Call it before {@link #onDecision}. */
    public void onMainDecision(final Target target) {
        main.onTarget(target);
    }

    /**
     * The challenger decided.
     *
     * @param mains the main policy's target for the same instrument and event; null if it did not decide
     */
    public void onDecision(final Target target, final Target mains, final long sequence, final long timeNs) {
        own.onTarget(target);
        decisions++;
        invalid += target.reason == DecisionReason.MODEL_INVALID ? 1 : 0;
        if (mains != null) {
            compared++;
            agreed += mains.signal == target.signal ? 1 : 0;
        }
        write(sequence, timeNs, target);
    }

    /** Decisions that the challenger did not make. */
    public void onMissed(final int count) {
        missed += count;
    }

    /** The challenger is silent from now on, for this reason: its account leaves its positions. */
    public void onSilenced(final ChallengerCondition why) {
        condition = why;
        own.onSilenced();
    }

    /** Writes a record that no decision caused. */
    public void write(final long sequence, final long timeNs) {
        write(sequence, timeNs, null);
    }

    private void write(final long sequence, final long timeNs, final Target target) {
        encode(sequence, timeNs, target);
        records.append(buffer, 0, RECORD_BYTES);
        publish();
    }

    private void encode(final long sequence, final long timeNs, final Target target) {
        record.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(sequence).timeNs(timeNs).sinceNs(sinceNs)
            .exposureE8(target == null ? 0 : target.exposureE8).positionE8(own.positionE8(target == null ? 0 : target.instrumentId))
            .netE8(own.netE8()).feesE8(own.feesE8()).fundingE8(own.fundingE8()).drawdownE8(own.drawdownE8()).trades(own.trades())
            .mainNetE8(main.netE8()).mainFeesE8(main.feesE8()).mainFundingE8(main.fundingE8()).mainDrawdownE8(main.drawdownE8())
            .mainTrades(main.trades())
            .decisions(decisions).missed(missed).invalid(invalid).compared(compared).agreed(agreed)
            .instrumentId(target == null ? 0 : target.instrumentId).signal(target == null ? Signal.HOLD : target.signal)
            .reason(target == null ? DecisionReason.NO_SIGNAL : target.reason).condition(condition);
    }

    private synchronized void publish() {
        published.putBytes(0, buffer, 0, RECORD_BYTES);
    }

    /** The standing of the last record, on any thread. */
    public synchronized Standing standing(final String id) {
        return Standing.of(id, new ChallengerStandingDecoder().wrapAndApplyHeader(published, 0, new MessageHeaderDecoder()));
    }
}
