package io.ringmaster.pipeline.engine;

import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.BarPointEncoder;
import io.ringmaster.schema.CommandEncoder;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ContractType;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.JournalHealthEncoder;
import io.ringmaster.schema.LimitChangeEncoder;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.ReconciliationEncoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredEncoder;
import io.ringmaster.schema.RetrainingOutcomeEncoder;
import io.ringmaster.schema.SessionEndEncoder;
import io.ringmaster.schema.SessionResumeEncoder;
import io.ringmaster.schema.SessionStartEncoder;
import io.ringmaster.schema.TimerEncoder;
import io.ringmaster.schema.TimerKind;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.schema.WatchdogVerdictEncoder;
import io.ringmaster.units.InstrumentDefinition;
import io.ringmaster.units.MarginLevel;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the inputs that come from the process itself and passes them on: start and end, ticks, commands, verdicts of the watchdog. */
public final class SessionMessages {

    private static final int EVERY_INSTRUMENT = -1;

    private final InputSink sink;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SessionStartEncoder start = new SessionStartEncoder();
    private final SessionEndEncoder end = new SessionEndEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final BarPointEncoder barPoint = new BarPointEncoder();
    private final CommandEncoder command = new CommandEncoder();
    private final WatchdogVerdictEncoder verdict = new WatchdogVerdictEncoder();
    private final JournalHealthEncoder health = new JournalHealthEncoder();
    private final ReconciliationEncoder reconciliation = new ReconciliationEncoder();
    private final SessionResumeEncoder resume = new SessionResumeEncoder();
    private final FeedStateEncoder feed = new FeedStateEncoder();
    private final ReconfiguredEncoder reconfigured = new ReconfiguredEncoder();
    private final LimitChangeEncoder limitChange = new LimitChangeEncoder();
    private final RetrainingOutcomeEncoder retraining = new RetrainingOutcomeEncoder();

    public SessionMessages(final InputSink sink) {
        this.sink = sink;
    }

    /**
     * @param build        version and commit of the program
     * @param configSha256 hex digest of the stored configuration
     */
    public void start(final long timeNs, final EngineConfig config, final String build, final String configSha256) {
        start.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs)
            .seed(config.session().seed())
            .initialCashE8(config.session().initialCashE8())
            .warmupEndTimeNs(Math.addExact(timeNs, config.session().warmupNs()));
        final SessionStartEncoder.InstrumentsEncoder instruments = start.instrumentsCount(config.instruments().size());
        for (final InstrumentDefinition instrument : config.instruments()) {
            instruments.next()
                .contractType(ContractType.LINEAR)
                .tickE8(instrument.tickE8())
                .lotE8(instrument.lotE8())
                .minQtyE8(instrument.minQtyE8())
                .maxPositionE8(instrument.maxPositionE8())
                .makerFeeE8(instrument.makerFeeE8())
                .takerFeeE8(instrument.takerFeeE8())
                .fundingIntervalNs(instrument.fundingIntervalNs());
            final SessionStartEncoder.InstrumentsEncoder.MarginLevelsEncoder levels =
                instruments.marginLevelsCount(instrument.marginLevels().size());
            for (final MarginLevel level : instrument.marginLevels()) {
                levels.next()
                    .fromNotionalE8(level.fromNotionalE8())
                    .initialMarginE8(level.initialMarginE8())
                    .maintenanceMarginE8(level.maintenanceMarginE8());
            }
            instruments.symbol(instrument.symbol());
        }
        start.build(build).configSha256(configSha256);
        send(start.encodedLength());
    }

    /** The last record of a session that ended in order. */
    public void end(final long timeNs) {
        end.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs);
        send(end.encodedLength());
    }

    /** A regular clock tick. */
    public void tick(final long timeNs) {
        timer.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).kind(TimerKind.TICK);
        send(timer.encodedLength());
    }

    /** A price on the path of the bar that ends at this time. */
    public void barPoint(final long timeNs, final int instrumentId, final long priceE8) {
        barPoint.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).priceE8(priceE8).instrumentId(instrumentId);
        send(barPoint.encodedLength());
    }

    /** @param origin the sender and the channel */
    public void command(final long timeNs, final CommandKind kind, final String origin) {
        command.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).kind(kind).origin(origin);
        send(command.encodedLength());
    }

    /** A strategy exceeded its time budget, or is within it again. */
    public void watchdogVerdict(
        final long timeNs, final int strategyIndex, final WatchdogFinding finding, final long elapsedNs, final long budgetNs) {
        verdict.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs)
            .elapsedNs(elapsedNs)
            .budgetNs(budgetNs)
            .strategyIndex(strategyIndex)
            .barsInARow(1)
            .finding(finding);
        send(verdict.encodedLength());
    }

    /** The journal exceeded one of its limits, or is within them again. */
    public void journalHealth(final long timeNs, final long lagNs, final long freeBytes, final boolean healthy) {
        health.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs)
            .lagNs(lagNs)
            .freeBytes(freeBytes)
            .healthy((short) (healthy ? 1 : 0));
        send(health.encodedLength());
    }

    /** Whether we and the venue agree on the account. */
    public void reconciliation(final long timeNs, final Agreement agreement) {
        reconciliation.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).agreement(agreement);
        send(reconciliation.encodedLength());
    }

    /**
     * A recorded session resumes. The market is unknown until its next events.
     *
     * @param build version and commit of the program
     */
    public void resume(final long timeNs, final long warmupNs, final String build) {
        resume.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).warmupEndTimeNs(Math.addExact(timeNs, warmupNs)).build(build);
        send(resume.encodedLength());
        feed.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).instrumentId(EVERY_INSTRUMENT).condition(FeedCondition.DOWN);
        send(feed.encodedLength());
    }

    /**
     * The following events belong to another configuration.
     *
     * @param warmupEndTimeNs no decision before this event time
     * @param configSha256    hex digest of the configuration stored beside the journals
     * @param build           version and commit of the program
     * @param origin          the sender and the channel
     */
    public void reconfigured(
        final long timeNs, final long warmupEndTimeNs, final String configSha256, final String build, final String origin) {
        reconfigured.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs).warmupEndTimeNs(warmupEndTimeNs).scope(ReconfigurationScope.EVERYTHING)
            .configSha256(configSha256).build(build).origin(origin);
        send(reconfigured.encodedLength());
    }

    /**
     * The following decisions are those of another model. Everything else goes on.
     *
     * @param configSha256 hex digest of the configuration stored beside the journals, in which only the model differs
     * @param build        version and commit of the program
     * @param origin       the sender and the channel
     */
    public void modelSwapped(final long timeNs, final String configSha256, final String build, final String origin) {
        reconfigured.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs).warmupEndTimeNs(timeNs).scope(ReconfigurationScope.MODEL).configSha256(configSha256).build(build).origin(origin);
        send(reconfigured.encodedLength());
    }

    /**
     * The operator changes a limit.
     *
     * @param value     in the limit's own unit
     * @param confirmed whether the operator confirmed it
     * @param origin    the sender and the channel
     */
    public void limitChange(final long timeNs, final LimitKind kind, final long value, final boolean confirmed, final String origin) {
        limitChange.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs).value(value).kind(kind).confirmed((short) (confirmed ? 1 : 0)).origin(origin);
        send(limitChange.encodedLength());
    }

    /**
     * A retraining ended.
     *
     * @param origin the sender and the channel
     */
    public void retrained(final long timeNs, final RetrainingResult result, final String origin) {
        retraining.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(timeNs)
            .dataFromTimeNs(result.window().fromNs())
            .heldOutFromTimeNs(result.window().heldOutFromNs())
            .dataToTimeNs(result.window().toNs())
            .newReturn(result.figures().newReturn())
            .runningReturn(result.figures().runningReturn())
            .fixedShareReturn(result.figures().fixedShareReturn())
            .newDsr(result.figures().newDsr())
            .trials(result.figures().trials())
            .verdict(result.verdict())
            .newModelSha256(result.models().newSha256())
            .runningModelSha256(result.models().runningSha256())
            .evidenceSha256(result.evidenceSha256())
            .evidence(result.evidence())
            .reason(result.reason())
            .origin(origin);
        send(retraining.encodedLength());
    }

    private void send(final int bodyLength) {
        sink.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
