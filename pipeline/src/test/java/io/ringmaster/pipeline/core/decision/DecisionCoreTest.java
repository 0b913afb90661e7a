package io.ringmaster.pipeline.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.inference.AccountSettings;
import io.ringmaster.inference.Observation;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.RegimeWeights;
import io.ringmaster.inference.Tallies;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.Voters;
import io.ringmaster.pipeline.core.account.VirtualAccounts;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The policy sees the position that the fills make, each counted once. */
class DecisionCoreTest {

    private static final long NOW = 1_000_000_000_000L;

    private final Observation observation = new Observation(new Tallies(
        new Voters(List.of("s"), List.of(0), List.of(60_000_000_000L), List.of(FixedPoint.ONE), List.of(RegimeWeights.NEUTRAL)),
        new PolicySettings.Filter(0, 0, 0), 1));
    private final List<InstrumentDefinition> instruments = List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE));
    private final DecisionCore core = new DecisionCore(
        (seen, target) -> { }, null, observation, new Ledger(instruments, FixedPoint.parse("10000")),
        new VirtualAccounts(AccountSettings.defaults(), instruments, new int[] {0}), new DecisionCore.Asking(60_000_000_000L, false), null);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);

    private void fill(final long execution, final Side side, final String qty) {
        final ExecutionReportEncoder report = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(NOW).exchangeTimeNs(NOW).clientOrderId(1).lastQtyE8(FixedPoint.parse(qty)).lastPriceE8(FixedPoint.parse("10000"))
            .cumQtyE8(0).leavesQtyE8(0).feeE8(0).instrumentId(0).execType(ExecType.TRADE).side(side).liquidity(Liquidity.NONE)
            .reason(VenueReason.NONE);
        report.venueOrderId().high(0).low(0);
        report.executionId().high(1).low(execution);
        core.onExecutionReport(new ExecutionReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    private void market() {
        final MarketView view = new MarketView();
        view.instrumentId = 0;
        view.bookState = BookState.VALID;
        view.markPriceE8 = FixedPoint.parse("10000");
        view.markTimeNs = NOW;
        core.onMarket(view);
    }

    private double exposure() {
        market();
        core.decide(0, NOW, new Target());
        return observation.exposure;
    }

    @Test
    void shouldNotDecideOnABookWhoseConnectionIsGone() {
        market();
        core.onFeedState(-1, FeedCondition.DOWN);
        final Target target = new Target();
        core.decide(0, NOW, target);
        assertEquals(DecisionReason.BOOK_INVALID, target.reason);

        market();
        core.onFeedState(-1, FeedCondition.POST_ONLY);
        target.reason = DecisionReason.SINGLE;
        core.decide(0, NOW, target);
        assertEquals(DecisionReason.SINGLE, target.reason, "the policy was asked");
    }

    @Test
    void shouldShowThePolicyEachFillOnce() {
        fill(1, Side.BUY, "0.25");
        fill(1, Side.BUY, "0.25");
        assertEquals(0.25, exposure());
        fill(2, Side.SELL, "0.5");
        assertEquals(-0.25, exposure());
    }
}
