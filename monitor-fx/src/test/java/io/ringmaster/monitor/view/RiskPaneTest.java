package io.ringmaster.monitor.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.Sha256;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.CommandEncoder;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExternalOrderEncoder;
import io.ringmaster.schema.LatchChangeEncoder;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.LimitChangeEncoder;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.ReconciliationEncoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredEncoder;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.RiskVerdictEncoder;
import io.ringmaster.schema.SessionResumeEncoder;
import io.ringmaster.schema.Side;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The expected uses are worked out by hand: what an order would be held against by each limit. */
@ExtendWith(HeadlessFx.class)
class RiskPaneTest {

    private static final String LIMITS = """
        risk: {maxOrderQty: 1, maxOrderValue: 40000, maxPosition: 0.6, maxLeverage: 4, maxOpenOrders: 4, maxOpenValue: 60000, maxDailyLoss: 300,
          maxDailyLossShare: 1, maxDrawdown: 0.1, maxReferenceAge: 5s, maxDivergenceBps: 200, collarBps: 100, messagesPerWindow: 25,
          messageWindow: 10s, maxEntries: 200, entryWindow: 1h, maxRejects: 30, rejectWindow: 10m, maxConsecutiveRejects: 10, dailyLossLatch: day}
        """;

    @TempDir
    private Path folder;
    private final FixedDesk desk = new FixedDesk();
    @RegisterExtension
    private final ShownView shown = new ShownView();

    /** Holds 0.5 bought at 60,000 for a fee of 15, with a mark of 59,500, and a buy of 0.1 at 59,000 that rests; four seconds pass. */
    private WrittenSession exposed() throws Exception {
        final WrittenSession session = new WrittenSession(folder.resolve("session"), LIMITS);
        session.at(1).mark(60_000).order(1, Side.BUY, 0.5, 60_000).fill(1, Side.BUY, 0.5, 60_000, 15);
        return session.at(2).mark(59_500).at(3).order(2, Side.BUY, 0.1, 59_000).at(6);
    }

    private static WrittenSession command(final WrittenSession session, final CommandKind kind) {
        return session.in(new CommandEncoder(), message -> message.receiveTimeNs(session.timeNs()).kind(kind).origin("ctl, user ana"));
    }

    private static WrittenSession latch(final WrittenSession session, final LatchReason reason) {
        return session.out(new LatchChangeEncoder(), message -> message.causeSequence(session.sequence()).timeNs(session.timeNs())
            .latched((short) (reason == LatchReason.RESET ? 0 : 1)).reason(reason));
    }

    private void show(final Moment moment) {
        shown.open(Page.RISK, desk, moment);
    }

    private String text(final String id) {
        return shown.text(id);
    }

    /** Percent, use and limit of one line. */
    private String use(final String key) {
        return text("risk-share-" + key) + " | " + text("risk-used-" + key) + " " + text("risk-limit-" + key);
    }

    private List<String> lines() {
        final GridPane lines = Fx.find(shown.scene(), "#risk-lines");
        return Fx.get(() -> lines.getChildren().stream().map(each -> ((Label) each).getText()).toList());
    }

    @Test
    void shouldShowHowMuchOfEachLimitIsUsed() throws Exception {
        show(command(exposed(), CommandKind.RESUME).moment());

        assertEquals("10 % | 0.1000 of 1.0000", use("maxOrderQty"));
        assertEquals("15 % | 5,950 USD of 40,000 USD", use("maxOrderValue"));
        assertEquals("25 % | 1 of 4", use("maxOpenOrders"));
        assertEquals("10 % | 5,950 USD of 60,000 USD", use("maxOpenValue"));
        assertEquals("■ 100 % | 0.6000 of 0.6000", use("maxPosition"));
        // 0.6 at 59,500 over an equity of 10,000 - 15 - 250.
        assertEquals("▲ 92 % | 3.67× of 4.00×", use("maxLeverage"));
        assertEquals("▲ 88 % | 265 USD of 300 USD", use("maxDailyLoss"));
        assertEquals("27 % | 2.65 % of 10.00 %", use("maxDrawdown"));
        assertEquals("▲ 80 % | 4.00 s of 5.00 s", use("maxReferenceAge"));
        assertEquals("8 % | 2 of 25", use("messagesPerWindow"));
        assertEquals("1", text("risk-used-maxEntries"));
        assertEquals("0 % | 0 of 30", use("maxRejects"));
        assertEquals("0 % | 0 bps of 200 bps", use("maxDivergenceBps"));
        assertTrue(Fx.get(() -> shown.scene().getRoot().lookup("#risk-used-maxDailyLossShare")) == null, "a share of 1 does not bind");
    }

    @Test
    void shouldShowATighterLimitAtOnceAndAWiderOneOnlyIfItWasConfirmed() throws Exception {
        final WrittenSession session = exposed();
        session.in(new LimitChangeEncoder(), message -> message.receiveTimeNs(session.timeNs()).value(3 * WrittenSession.E8)
            .kind(LimitKind.MAX_LEVERAGE).confirmed((short) 0).origin("ctl, user ana"));
        session.in(new LimitChangeEncoder(), message -> message.receiveTimeNs(session.timeNs()).value(9 * WrittenSession.E8)
            .kind(LimitKind.MAX_POSITION).confirmed((short) 0).origin("ctl, user ana"));

        show(session.moment());

        assertEquals("■ 122 % | 3.67× of 3.00×", use("maxLeverage"));
        assertEquals("■ 100 % | 0.6000 of 0.6000", use("maxPosition"));
    }

    /** An order of others buys 0.05, another one only reduces, and a third one is gone. */
    @Test
    void shouldHoldOrdersOfOthersAgainstTheLimits() throws Exception {
        final WrittenSession session = exposed();
        external(session, 7, 0.05, 59_400, false);
        external(session, 8, 0.2, 61_000, true);
        external(session, 9, 0.3, 59_000, false);
        external(session, 9, 0, 59_000, false);

        show(session.moment());

        assertEquals("75 % | 3 of 4", use("maxOpenOrders"));
        // 0.1 at the mark of 59,500 and 0.05 at it.
        assertEquals("15 % | 8,925 USD of 60,000 USD", use("maxOpenValue"));
        assertEquals("■ 108 % | 0.6500 of 0.6000", use("maxPosition"));
        assertEquals("▲ 99 % | 3.97× of 4.00×", use("maxLeverage"));
    }

    static WrittenSession external(final WrittenSession session, final long id, final double left, final double price, final boolean isReduceOnly) {
        return session.in(new ExternalOrderEncoder(), message -> {
            message.receiveTimeNs(session.timeNs()).exchangeTimeNs(session.timeNs());
            message.venueOrderId().high(3).low(id);
            message.limitPriceE8(WrittenSession.e8(price)).leavesQtyE8(WrittenSession.e8(left)).instrumentId(0).side(Side.BUY)
                .reduceOnly((short) (isReduceOnly ? 1 : 0));
        });
    }

    /** The venue allows 100 of the instrument. */
    @Test
    void shouldHoldAPositionAgainstTheInstrumentsOwnLimitIfItIsSmaller() throws Exception {
        final WrittenSession session = new WrittenSession(folder.resolve("large"), "risk: {maxPosition: 500}\n");
        session.at(1).mark(60_000).order(1, Side.BUY, 0.5, 60_000).fill(1, Side.BUY, 0.5, 60_000, 15);

        show(session.moment());

        assertEquals("1 % | 0.5000 of 100.0000", use("maxPosition"));
    }

    @Test
    void shouldSayThatItWarmsUpAgainAfterItWasResumedOrConfiguredAgain() throws Exception {
        final WrittenSession session = exposed();
        session.in(new SessionResumeEncoder(), message ->
            message.receiveTimeNs(session.timeNs()).warmupEndTimeNs(WrittenSession.START_NS + 60 * WrittenSession.SECOND).build("next build"));
        session.in(new ReconciliationEncoder(), message -> message.receiveTimeNs(session.timeNs()).agreement(Agreement.AGREED));

        show(session.moment());

        assertEquals("▲ WARMING UP", text("risk-state"));
        assertEquals(List.of("▲ Warming up until 12:01:00", "since 2025-06-15 12:00:06.000", "ends by itself"), lines());
        final String sha256 = Sha256.of(LIMITS.getBytes(StandardCharsets.UTF_8));
        final WrittenSession again = new WrittenSession(folder.resolve("again"), LIMITS);
        reconfigured(again.at(5).mark(60_000), 90, ReconfigurationScope.EVERYTHING, sha256);
        assertEquals(WrittenSession.START_NS + 90 * WrittenSession.SECOND, reconfigured(again.at(6), 120, ReconfigurationScope.MODEL, sha256).moment()
            .facts().warmupEndTimeNs(), "another model leaves the warm-up as it is");
    }

    private static WrittenSession reconfigured(final WrittenSession session, final long warmSeconds, final ReconfigurationScope scope, final String sha256) {
        return session.in(new ReconfiguredEncoder(), message -> message.receiveTimeNs(session.timeNs())
            .warmupEndTimeNs(WrittenSession.START_NS + warmSeconds * WrittenSession.SECOND).scope(scope).configSha256(sha256).build("b").origin("ctl"));
    }

    /** The overview warns where the risk shield warns, knows the ramp-up, and leaves out what is off. */
    @Test
    void shouldShowTheSameUsesOnTheOverview() throws Exception {
        final WrittenSession session = new WrittenSession(
            folder.resolve("ramped"), "risk: {maxOrderQty: 1, maxPosition: 4, maxLeverage: 3.7, maxDailyLossShare: 1, rampUp: 1m, rampUpShare: 0.5}\n");
        session.at(1).mark(60_000).order(1, Side.BUY, 0.5, 60_000).fill(1, Side.BUY, 0.5, 60_000, 15);
        session.at(2).order(2, Side.BUY, 0.4, 59_000);

        shown.open(Page.OVERVIEW, desk, session.moment());

        assertEquals("▲ 80 %", text("risk-share-maxOrderQty"));
        assertEquals("0.5000 (ramp-up)", text("risk-limit-maxOrderQty"));
        assertEquals("45 %", text("risk-share-maxPosition"));
        // 0.9 at 60,000 over 9,985.
        assertEquals("■ 146 %", text("risk-share-maxLeverage"));
        assertTrue(Fx.get(() -> shown.scene().getRoot().lookup("#risk-share-maxDailyLossShare")) == null, "a share of 1 does not bind");
    }

    @Test
    void shouldSayTheOtherRulesInSentences() throws Exception {
        show(new WrittenSession(folder.resolve("rules"), """
            risk: {duplicateWindow: 100ms, cancelReserve: 10, orderTimeout: 10s, maxSameTargets: 0, maxCashDifference: 100, rampUp: 10m, rampUpShare: 0.1,
              flattenOnLatch: true, dailyLossLatch: person}
            """).at(1).mark(60_000).moment());

        final VBox sentences = Fx.find(shown.scene(), "#risk-rule-sentences");
        assertEquals(List.of(
            "The same order again within 100 ms is refused.", "10 messages of each window are kept for cancels.",
            "An order that the venue does not answer for 10.0 s is unknown.", "A policy may repeat its target without end.",
            "Cash that differs by more than 100 USD without our doing latches trading.",
            "For 10 m 00 s after each start, the limits of order and position are 10 % of their value.",
            "A latch of a loss or drawdown also closes all positions.", "Only a person releases the latch of a daily loss."),
            Fx.get(() -> sentences.getChildren().stream().map(each -> ((Label) each).getText()).toList()));
    }

    @Test
    void shouldSayThatItTradesWhileNothingHoldsItBack() throws Exception {
        final WrittenSession session = exposed();
        try (SessionModel model = SessionModel.open(folder.resolve("session"))) {
            model.settled().get();
            session.mark(59_500);
            show(model.settled().get());
        }
        session.close();

        assertEquals("● TRADING", text("risk-state"));
        assertEquals(List.of(), lines());
    }

    @Test
    void shouldNotSayThatItTradesIfItIsNotKnownToRun() throws Exception {
        show(exposed().moment());

        assertEquals("◌ SILENT", text("risk-state"));
        assertEquals("The session has no end record, and its journal does not grow: it is not known to run. At its last record, nothing held it back.",
            text("risk-sentence"));
    }

    @Test
    void shouldSayWhatHoldsItBackSinceWhenAndWhatEndsIt() throws Exception {
        final WrittenSession session = command(exposed(), CommandKind.PAUSE);
        latch(session, LatchReason.DAILY_LOSS);

        show(session.moment());

        final String directory = folder.resolve("session").toString();
        assertEquals("■ LATCHED", text("risk-state"));
        assertEquals("The session takes no new risk. Orders that close a position still pass.", text("risk-sentence"));
        assertEquals(List.of(
            "■ Latched: the loss of the day is beyond its limit", "since 2025-06-15 12:00:06.000",
            "ends at 00:00 UTC, or: ringmaster ctl unlatch " + directory + " --yes",
            "▲ Paused: exits and stops go on", "since 2025-06-15 12:00:06.000", "ringmaster ctl resume " + directory + " --yes"), lines());
    }

    @Test
    void shouldTradeAgainAfterAPersonReleasedIt() throws Exception {
        final WrittenSession session = command(exposed(), CommandKind.KILL);
        latch(session, LatchReason.KILL_COMMAND);
        command(session.at(7), CommandKind.RESET_LATCH);
        latch(session, LatchReason.RESET);

        show(session.moment());

        assertEquals(List.of(), lines());
        assertTrue(text("risk-sentence").endsWith(" nothing held it back."), text("risk-sentence"));
        final TableView<?> history = Fx.find(shown.scene(), "#control-history");
        assertEquals(List.of(
            List.of("12:00:07.000", "command", "Latch released", "ctl, user ana"),
            List.of("12:00:07.000", "● released", "A person released it", "engine"),
            List.of("12:00:06.000", "command", "Killed", "ctl, user ana"),
            List.of("12:00:06.000", "■ latched", "An operator's kill", "engine")), Cells.all(history));
    }

    @Test
    void shouldShowRefusedOrdersWithTheLimitAgainstWhatWasObserved() throws Exception {
        final WrittenSession session = exposed();
        verdict(session, 2, RiskReason.PASSED, 0, 0);
        verdict(session, 3, RiskReason.LEVERAGE, 4 * WrittenSession.E8, 425_000_000);
        verdict(session, 4, RiskReason.OPEN_ORDERS, 4, 4);
        verdict(session, 5, RiskReason.STALE_DATA, 5 * WrittenSession.SECOND, 7 * WrittenSession.SECOND);

        show(session.moment());

        final LiveTable<?> refusals = Fx.find(shown.scene(), "#refusals");
        assertEquals(List.of(
            List.of("12:00:06.000", "5", "PF_XBTUSD", "stale data", "The mark is 7.00 s old, or the book is not valid; 5.00 s is allowed."),
            List.of("12:00:06.000", "4", "PF_XBTUSD", "open orders", "4 orders work; the limit is 4."),
            List.of("12:00:06.000", "3", "PF_XBTUSD", "leverage", "It would be 4.25× with everything pending filled; the limit is 4.00×.")),
            Cells.all(refusals));
    }

    @Test
    void shouldSayThatNoOrderWasRefused() throws Exception {
        final WrittenSession session = exposed();
        verdict(session, 2, RiskReason.PASSED, 0, 0);

        show(session.moment());

        assertEquals("The gate has refused no order.", Fx.<LiveTable<?>>find(shown.scene(), "#refusals").sentence());
    }

    private static void verdict(final WrittenSession session, final long order, final RiskReason reason, final long limit, final long observed) {
        session.out(new RiskVerdictEncoder(), message -> message.causeSequence(session.sequence()).timeNs(session.timeNs()).clientOrderId(order)
            .limitE8(limit).observedE8(observed).instrumentId(0).reason(reason));
    }

    @Test
    void shouldSayWhyThereAreNoLimits() throws Exception {
        show(new WrittenSession(folder.resolve("bare"), "policy: {type: single}\n").at(1).mark(60_000).moment());

        final boolean isSaid = Fx.get(() -> shown.scene().getRoot().lookupAll(".panel-sentence").stream()
            .anyMatch(each -> each.isVisible() && ((Label) each).getText().equals("The session's configuration names no limits.")));
        assertTrue(isSaid);
    }
}
