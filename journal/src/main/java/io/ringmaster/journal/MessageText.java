package io.ringmaster.journal;

import io.ringmaster.schema.AccountReportDecoder;
import io.ringmaster.schema.BarPointDecoder;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.ChallengerStandingDecoder;
import io.ringmaster.schema.CommandDecoder;
import io.ringmaster.schema.DecisionBefore4Decoder;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExpertWeightsDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.InvariantBrokenDecoder;
import io.ringmaster.schema.JournalHealthDecoder;
import io.ringmaster.schema.LatchChangeDecoder;
import io.ringmaster.schema.LimitChangeDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ModelDriftDecoder;
import io.ringmaster.schema.ModelOutputDecoder;
import io.ringmaster.schema.ObservationDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderStateChangeDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.PortfolioStateDecoder;
import io.ringmaster.schema.PositionReportDecoder;
import io.ringmaster.schema.RecommendationDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.ReconciliationDecoder;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.RetrainingOutcomeDecoder;
import io.ringmaster.schema.RiskVerdictDecoder;
import io.ringmaster.schema.SessionEndDecoder;
import io.ringmaster.schema.SessionResumeDecoder;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.schema.StrategyStateDecoder;
import io.ringmaster.schema.ThoughtDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TimerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/** Messages as readable text, for every template of the schema. */
public final class MessageText {

    private static final int TEMPLATES = 200;

    private MessageText() {
    }

    /** The message whose header is at {@code offset}, decoded; for a template this program does not know, its number. */
    public static String of(final DirectBuffer buffer, final int offset, final int length) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return "no message: " + length + " bytes";
        }
        header.wrap(buffer, offset);
        return switch (header.templateId()) {
            case SessionStartDecoder.TEMPLATE_ID -> new SessionStartDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case TradeDecoder.TEMPLATE_ID -> new TradeDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case BookSnapshotDecoder.TEMPLATE_ID -> new BookSnapshotDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case BookDeltaDecoder.TEMPLATE_ID -> new BookDeltaDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case TickerDecoder.TEMPLATE_ID -> new TickerDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ImportedBarDecoder.TEMPLATE_ID -> new ImportedBarDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case BarPointDecoder.TEMPLATE_ID -> new BarPointDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case OutsideSignalDecoder.TEMPLATE_ID -> new OutsideSignalDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case TimerDecoder.TEMPLATE_ID -> new TimerDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case CommandDecoder.TEMPLATE_ID -> new CommandDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ExecutionReportDecoder.TEMPLATE_ID -> new ExecutionReportDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case PositionReportDecoder.TEMPLATE_ID -> new PositionReportDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case AccountReportDecoder.TEMPLATE_ID -> new AccountReportDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case FundingPaymentDecoder.TEMPLATE_ID -> new FundingPaymentDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case WatchdogVerdictDecoder.TEMPLATE_ID -> new WatchdogVerdictDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case FeedStateDecoder.TEMPLATE_ID -> new FeedStateDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case SessionResumeDecoder.TEMPLATE_ID -> new SessionResumeDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case LimitChangeDecoder.TEMPLATE_ID -> new LimitChangeDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ExternalOrderDecoder.TEMPLATE_ID -> new ExternalOrderDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ReconfiguredDecoder.TEMPLATE_ID -> new ReconfiguredDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case RetrainingOutcomeDecoder.TEMPLATE_ID -> new RetrainingOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ReconciliationDecoder.TEMPLATE_ID -> new ReconciliationDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case JournalHealthDecoder.TEMPLATE_ID -> new JournalHealthDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case SessionEndDecoder.TEMPLATE_ID -> new SessionEndDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case RecommendationDecoder.TEMPLATE_ID -> new RecommendationDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ExpertWeightsDecoder.TEMPLATE_ID -> new ExpertWeightsDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case RecommendationsDecoder.TEMPLATE_ID -> new RecommendationsDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case StrategyStateDecoder.TEMPLATE_ID -> new StrategyStateDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ObservationDecoder.TEMPLATE_ID -> new ObservationDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case DecisionBefore4Decoder.TEMPLATE_ID -> new DecisionBefore4Decoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case DecisionDecoder.TEMPLATE_ID -> new DecisionDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case RiskVerdictDecoder.TEMPLATE_ID -> new RiskVerdictDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case OrderIntentDecoder.TEMPLATE_ID -> new OrderIntentDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case OrderStateChangeDecoder.TEMPLATE_ID -> new OrderStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case PortfolioStateDecoder.TEMPLATE_ID -> new PortfolioStateDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ThoughtDecoder.TEMPLATE_ID -> new ThoughtDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case LatchChangeDecoder.TEMPLATE_ID -> new LatchChangeDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case InvariantBrokenDecoder.TEMPLATE_ID -> new InvariantBrokenDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case VirtualTradesDecoder.TEMPLATE_ID -> new VirtualTradesDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ChallengerStandingDecoder.TEMPLATE_ID -> new ChallengerStandingDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ModelOutputDecoder.TEMPLATE_ID -> new ModelOutputDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            case ModelDriftDecoder.TEMPLATE_ID -> new ModelDriftDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
            default -> "unknown template " + header.templateId() + ", " + length + " bytes";
        };
    }

    /** Name of a template, such as {@code Trade}; the same for all forms that a message has had. */
    public static String nameOf(final int templateId) {
        return switch (templateId) {
            case SessionStartDecoder.TEMPLATE_ID -> "SessionStart";
            case TradeDecoder.TEMPLATE_ID -> "Trade";
            case BookSnapshotDecoder.TEMPLATE_ID -> "BookSnapshot";
            case BookDeltaDecoder.TEMPLATE_ID -> "BookDelta";
            case TickerDecoder.TEMPLATE_ID -> "Ticker";
            case ImportedBarDecoder.TEMPLATE_ID -> "ImportedBar";
            case BarPointDecoder.TEMPLATE_ID -> "BarPoint";
            case OutsideSignalDecoder.TEMPLATE_ID -> "OutsideSignal";
            case TimerDecoder.TEMPLATE_ID -> "Timer";
            case CommandDecoder.TEMPLATE_ID -> "Command";
            case ExecutionReportDecoder.TEMPLATE_ID -> "ExecutionReport";
            case PositionReportDecoder.TEMPLATE_ID -> "PositionReport";
            case AccountReportDecoder.TEMPLATE_ID -> "AccountReport";
            case FundingPaymentDecoder.TEMPLATE_ID -> "FundingPayment";
            case WatchdogVerdictDecoder.TEMPLATE_ID -> "WatchdogVerdict";
            case FeedStateDecoder.TEMPLATE_ID -> "FeedState";
            case SessionResumeDecoder.TEMPLATE_ID -> "SessionResume";
            case LimitChangeDecoder.TEMPLATE_ID -> "LimitChange";
            case ExternalOrderDecoder.TEMPLATE_ID -> "ExternalOrder";
            case ReconfiguredDecoder.TEMPLATE_ID -> "Reconfigured";
            case RetrainingOutcomeDecoder.TEMPLATE_ID -> "RetrainingOutcome";
            case ReconciliationDecoder.TEMPLATE_ID -> "Reconciliation";
            case JournalHealthDecoder.TEMPLATE_ID -> "JournalHealth";
            case SessionEndDecoder.TEMPLATE_ID -> "SessionEnd";
            case RecommendationDecoder.TEMPLATE_ID -> "Recommendation";
            case ExpertWeightsDecoder.TEMPLATE_ID -> "ExpertWeights";
            case RecommendationsDecoder.TEMPLATE_ID -> "Recommendations";
            case StrategyStateDecoder.TEMPLATE_ID -> "StrategyState";
            case ObservationDecoder.TEMPLATE_ID -> "Observation";
            case DecisionBefore4Decoder.TEMPLATE_ID, DecisionDecoder.TEMPLATE_ID -> "Decision";
            case RiskVerdictDecoder.TEMPLATE_ID -> "RiskVerdict";
            case OrderIntentDecoder.TEMPLATE_ID -> "OrderIntent";
            case OrderStateChangeDecoder.TEMPLATE_ID -> "OrderStateChange";
            case PortfolioStateDecoder.TEMPLATE_ID -> "PortfolioState";
            case ThoughtDecoder.TEMPLATE_ID -> "Thought";
            case LatchChangeDecoder.TEMPLATE_ID -> "LatchChange";
            case InvariantBrokenDecoder.TEMPLATE_ID -> "InvariantBroken";
            case VirtualTradesDecoder.TEMPLATE_ID -> "VirtualTrades";
            case ChallengerStandingDecoder.TEMPLATE_ID -> "ChallengerStanding";
            case ModelOutputDecoder.TEMPLATE_ID -> "ModelOutput";
            case ModelDriftDecoder.TEMPLATE_ID -> "ModelDrift";
            default -> "template " + templateId;
        };
    }

    /** Names of all templates, inputs first. */
    public static List<String> names() {
        return IntStream.range(1, TEMPLATES).mapToObj(MessageText::nameOf).filter(name -> !name.startsWith("template ")).distinct().toList();
    }
}
