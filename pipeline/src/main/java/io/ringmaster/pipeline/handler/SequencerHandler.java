package io.ringmaster.pipeline.handler;

import io.ringmaster.inference.Target;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.output.OutputWriter;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.AccountReportDecoder;
import io.ringmaster.schema.CommandDecoder;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.JournalHealthDecoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.LimitChangeDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.ReconciliationDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.SessionEndDecoder;
import io.ringmaster.schema.SessionResumeDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.TimerDecoder;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stage 3: the only sequencer. Records the output of strategies and policy, passes the inputs to the core, and lets it act on the targets. The
 * core's orders reach the output journal first and then the gateway.
 */
public final class SequencerHandler implements StageHandler, QuietMoment {

    /** Called for each event that the sequencer has finished; for figures and displays, never for decisions. */
    @FunctionalInterface
    public interface Completion {

        void onSequenced(EventSlot slot);
    }

    private final SequencerCore core;
    private final OutputWriter outputs;
    private final Completion completion;
    private final Runnable quiet;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionStartDecoder sessionStart = new SessionStartDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final PositionReportDecoder position = new PositionReportDecoder();
    private final AccountReportDecoder account = new AccountReportDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private final FeedStateDecoder feed = new FeedStateDecoder();
    private final JournalHealthDecoder health = new JournalHealthDecoder();
    private final ReconciliationDecoder reconciliation = new ReconciliationDecoder();
    private final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
    private final SessionResumeDecoder sessionResume = new SessionResumeDecoder();
    private final ExternalOrderDecoder externalOrder = new ExternalOrderDecoder();
    private final WatchdogVerdictDecoder verdict = new WatchdogVerdictDecoder();
    private final LimitChangeDecoder limitChange = new LimitChangeDecoder();
    private final MergedChanges changes;

    /**
     * @param completion called for each finished event
     * @param quiet      run in quiet moments, on this handler's thread
     */
    public SequencerHandler(
        final SequencerCore core, final OutputWriter outputs, final int shards, final Completion completion, final Runnable quiet) {
        this.core = core;
        this.outputs = outputs;
        this.completion = completion;
        this.quiet = quiet;
        changes = new MergedChanges(shards);
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        outputs.begin(slot.sequence, slot.timeNs);
        writeChanges(slot.shards);
        writeAccounts(slot.decision);
        writeDecisions(slot.decision, slot.market);
        if (slot.templateId == SessionResumeDecoder.TEMPLATE_ID) {
            core.onSessionResume(slot.timeNs, sessionResume.wrapAndApplyHeader(slot.payload, 0, header).warmupEndTimeNs());
        }
        core.onEvent(slot.sequence, slot.timeNs);
        if (slot.market.instrumentId >= 0) {
            core.onMarket(slot.market);
        } else {
            onReport(slot.payload, slot.templateId);
        }
        for (int i = 0; i < slot.decision.count; i++) {
            core.onTarget(slot.decision.targets[i]);
        }
        outputs.end();
        completion.onSequenced(slot);
        if (endOfBatch) {
            quiet.run();
        }
    }

    @Override
    public void onTimeout(final long sequence) {
        quiet.run();
    }

    @Override
    public void onQuiet() {
        quiet.run();
    }

    private void onReport(final UnsafeBuffer payload, final int templateId) {
        switch (templateId) {
            case ExecutionReportDecoder.TEMPLATE_ID -> core.onExecutionReport(execution.wrapAndApplyHeader(payload, 0, header));
            case PositionReportDecoder.TEMPLATE_ID -> core.onPositionReport(position.wrapAndApplyHeader(payload, 0, header));
            case AccountReportDecoder.TEMPLATE_ID -> core.onAccountReport(account.wrapAndApplyHeader(payload, 0, header));
            case FundingPaymentDecoder.TEMPLATE_ID -> core.onFunding(funding.wrapAndApplyHeader(payload, 0, header));
            case CommandDecoder.TEMPLATE_ID -> core.onCommand(command.wrapAndApplyHeader(payload, 0, header).kind());
            case FeedStateDecoder.TEMPLATE_ID -> {
                feed.wrapAndApplyHeader(payload, 0, header);
                core.onFeedState(feed.instrumentId(), feed.condition());
            }
            case ReconciliationDecoder.TEMPLATE_ID ->
                core.onReconciliation(reconciliation.wrapAndApplyHeader(payload, 0, header).agreement());
            case ExternalOrderDecoder.TEMPLATE_ID -> core.onExternalOrder(externalOrder.wrapAndApplyHeader(payload, 0, header));
            case LimitChangeDecoder.TEMPLATE_ID -> {
                limitChange.wrapAndApplyHeader(payload, 0, header);
                core.onLimitChange(limitChange.kind(), limitChange.value(), limitChange.confirmed() == 1);
            }
            default -> onSessionEvent(payload, templateId);
        }
    }

    private void onSessionEvent(final UnsafeBuffer payload, final int templateId) {
        switch (templateId) {
            case JournalHealthDecoder.TEMPLATE_ID ->
                core.onJournalHealth(health.wrapAndApplyHeader(payload, 0, header).healthy() == 1);
            case SessionStartDecoder.TEMPLATE_ID ->
                core.onSessionStart(sessionStart.wrapAndApplyHeader(payload, 0, header).warmupEndTimeNs());
            case WatchdogVerdictDecoder.TEMPLATE_ID -> {
                if (verdict.wrapAndApplyHeader(payload, 0, header).finding() == WatchdogFinding.HANGS) {
                    core.latch(LatchReason.STRATEGY_HANGS);
                }
            }
            case ReconfiguredDecoder.TEMPLATE_ID -> {
                reconfigured.wrapAndApplyHeader(payload, 0, header);
                if (reconfigured.scope() != ReconfigurationScope.MODEL) {
                    core.onReconfigured(reconfigured.warmupEndTimeNs());
                }
            }
            case SessionEndDecoder.TEMPLATE_ID -> core.onSessionEnd();
            case TimerDecoder.TEMPLATE_ID -> core.onTimer();
            default -> {
                // The strategies and the policy handle the rest.
            }
        }
    }

    private void writeChanges(final ShardCell[] cells) {
        int conditions = 0;
        int recommendations = 0;
        for (final ShardCell cell : cells) {
            conditions += cell.conditions;
            recommendations += cell.recommendations;
        }
        if (conditions > 0) {
            writeStates(cells);
        }
        if (recommendations > 0) {
            writeRecommendations(cells);
        }
    }

    private void writeStates(final ShardCell[] cells) {
        changes.start(cells);
        for (ChangeCursor at = changes.next(); at != null; at = changes.next()) {
            final StrategyCondition condition = at.block.condition(at.i);
            if (condition != null) {
                outputs.strategyState(at.strategyIndex(), condition);
                core.onStrategyState(at.strategyIndex(), condition);
            }
        }
    }

    private void writeRecommendations(final ShardCell[] cells) {
        if (cells.length == 1) {
            for (ChangeBlock block = cells[0].first; block != null; block = block.next) {
                writeRecommendations(block);
            }
            outputs.endRecommendations();
            return;
        }
        changes.start(cells);
        for (ChangeCursor at = changes.next(); at != null; at = changes.next()) {
            writeRecommendation(at.block, at.i);
        }
        outputs.endRecommendations();
    }

    private void writeRecommendations(final ChangeBlock block) {
        if (block.hasOnlySignals()) {
            outputs.signals(block);
            return;
        }
        for (int i = 0; i < block.count; i++) {
            writeRecommendation(block, i);
        }
    }

    private void writeRecommendation(final ChangeBlock block, final int i) {
        final Signal signal = block.signal(i);
        if (signal != null && block.isPlain(i)) {
            outputs.signal(block.strategyIndex(i), signal);
        } else if (signal != null) {
            outputs.recommendation(
                block.strategyIndex(i), signal, block.strength[i], block.confidence[i], block.stopPriceE8[i], block.targetPriceE8[i]);
        }
    }

    private void writeAccounts(final DecisionCell decision) {
        outputs.virtualTrades(decision.trades.first());
        if (decision.weights.count() > 0) {
            outputs.expertWeights(decision.weights);
        }
    }

    private void writeDecisions(final DecisionCell decision, final MarketView market) {
        if (decision.count > 0) {
            final long equityE8 = core.equityAtE8(market);
            for (int i = 0; i < decision.count; i++) {
                final Target target = decision.targets[i];
                outputs.decision(target, decision.triggers[i], core.markAtE8(target.instrumentId, market), equityE8);
            }
        }
        if (decision.drift.isPresent()) {
            outputs.modelDrift(decision.drift);
        }
    }
}
