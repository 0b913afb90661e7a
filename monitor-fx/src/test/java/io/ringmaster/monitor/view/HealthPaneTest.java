package io.ringmaster.monitor.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.CommandEncoder;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.JournalHealthEncoder;
import io.ringmaster.schema.ReconciliationEncoder;
import io.ringmaster.schema.SessionResumeEncoder;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateEncoder;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.schema.WatchdogVerdictEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
class HealthPaneTest {

    private static final String STRATEGIES = """
        policy: {type: confluence}
        strategies:
          - {id: ott-fast, type: ott}
          - {id: ott-slow, type: ott}
        """;

    @TempDir
    private Path folder;
    private final FixedDesk desk = new FixedDesk();
    @RegisterExtension
    private final ShownView shown = new ShownView();

    private static void feed(final WrittenSession session, final FeedCondition condition) {
        session.in(new FeedStateEncoder(), message -> message.receiveTimeNs(session.timeNs()).instrumentId(-1).condition(condition));
    }

    private static void compared(final WrittenSession session, final Agreement agreement) {
        session.in(new ReconciliationEncoder(), message -> message.receiveTimeNs(session.timeNs()).agreement(agreement));
    }

    private static void book(final WrittenSession session) {
        session.in(new BookSnapshotEncoder(), message -> {
            message.receiveTimeNs(session.timeNs()).exchangeTimeNs(session.timeNs()).bookSequence(1).instrumentId(0);
            message.part().clear().first(true).last(true);
            message.bidsCount(1).next().priceE8(WrittenSession.e8(60_000)).qtyE8(WrittenSession.E8);
            message.asksCount(1).next().priceE8(WrittenSession.e8(60_001)).qtyE8(WrittenSession.E8);
        });
    }

    /** The connection is lost for three seconds, another process goes on, the disk lags, one strategy throws and another is slow. */
    private WrittenSession troubled() throws Exception {
        final WrittenSession session = new WrittenSession(folder.resolve("session"), STRATEGIES);
        feed(session.at(1), FeedCondition.UP);
        book(session.mark(60_000));
        feed(session.at(2), FeedCondition.DOWN);
        session.at(3).in(new SessionResumeEncoder(), message -> message.receiveTimeNs(session.timeNs()).warmupEndTimeNs(0).build("0.1.1 of the test"));
        compared(session, Agreement.UNKNOWN);
        feed(session.at(5), FeedCondition.UP);
        book(session.at(6));
        compared(session, Agreement.AGREED);
        session.at(7).in(new JournalHealthEncoder(), message ->
            message.receiveTimeNs(session.timeNs()).lagNs(6 * WrittenSession.SECOND).freeBytes(200_000_000).healthy((short) 0));
        session.at(8).in(new WatchdogVerdictEncoder(), message -> message.receiveTimeNs(session.timeNs()).elapsedNs(600_000_000)
            .budgetNs(500_000_000).strategyIndex(1).barsInARow(1).finding(WatchdogFinding.SLOW));
        session.out(new StrategyStateEncoder(), message -> message.causeSequence(session.sequence()).timeNs(session.timeNs()).strategyIndex(0)
            .condition(StrategyCondition.QUARANTINED_THREW));
        return session.at(10).mark(60_000);
    }

    private void show(final Moment moment) {
        shown.open(Page.HEALTH, desk, moment);
    }

    private String fact(final String panel, final String name) {
        return shown.fact("#health-" + panel, name);
    }

    private String status(final String panel) {
        return shown.text("health-" + panel + "-status");
    }

    @Test
    void shouldShowHowFarTheJournalsReachAndWhatProvesThem() throws Exception {
        final WrittenSession session = troubled();
        final long inputs = session.sequence();
        show(session.moment());

        assertEquals(inputs + "   12:00:10.000", fact("journal", "Last input"));
        assertEquals("1", fact("journal", "Last output"));
        assertEquals("1", fact("journal", "Inputs since an output"));
        assertEquals(inputs + ", every byte checked", fact("journal", "Sound up to"));
        try (JournalReader input = JournalReader.openAtEnd(folder.resolve("session/input"))) {
            assertEquals(String.format("%08x", input.chain()), fact("journal", "Chain of the inputs"));
        }
        assertEquals("■ unhealthy, lag 6.00 s, free 200 MB", fact("journal", "Engine's word on it"));
        assertTrue(status("journal").startsWith("■ "), status("journal"));
    }

    @Test
    void shouldShowTheFeedOfEachInstrument() throws Exception {
        show(troubled().moment());

        final TableView<?> feeds = Fx.find(shown.scene(), "#feeds");
        assertEquals(List.of("PF_XBTUSD", "● up", "● valid", "now", "now", "0", "0", "1", "3.00 s"), Cells.row(feeds, 0));
        assertEquals("● OK", status("feed"));
    }

    @Test
    void shouldShowTheVenueTheStrategiesAndTheProcess() throws Exception {
        show(troubled().moment());

        assertEquals("● agree", fact("venue", "Orders, fills, positions"));
        assertEquals("12:00:06.000", fact("venue", "Compared last"));
        assertEquals("2", fact("venue", "Comparisons"));
        assertEquals("● OK", status("venue"));
        assertEquals("1   ott-fast", fact("strategies", "Quarantined"));
        assertEquals("1", fact("strategies", "Watchdog's verdicts"));
        assertEquals("ott-slow held: 600 ms of 500 ms", fact("strategies", "Last verdict"));
        assertEquals("not measured", fact("strategies", "Model drift"));
        assertEquals("▲ look", status("strategies"));
        assertEquals("0.1.1 of the test", fact("session", "Build"));
        assertEquals("2025-06-15 12:00:00.000", fact("session", "Began"));
        assertEquals("10.0 s", fact("session", "Event time so far"));
        assertEquals("2025-06-15 12:00:03.000", fact("session", "Process since"));
        assertEquals("1", fact("session", "Resumed"));
        assertEquals("confluence", fact("session", "Policy"));
    }

    /** Messages without a word on the connection: what the table says of it, the title does not call OK. */
    @Test
    void shouldSayThatTheConnectionIsNotReportedAndThatOthersHaveAnOrder() throws Exception {
        final WrittenSession session = new WrittenSession(folder.resolve("session"), STRATEGIES);
        book(session.at(1).mark(60_000));
        RiskPaneTest.external(session.at(2), 7, 0.05, 59_400, false);
        show(session.moment());

        assertEquals("not reported", Cells.row(Fx.<TableView<?>>find(shown.scene(), "#feeds"), 0).get(1));
        assertEquals("● messages come, the connection is not reported", status("feed"));
        assertEquals("1", fact("venue", "Orders of others"));
        assertEquals(List.of("12:00:02.000", "order of others", "▲ buy 0.0500 PF_XBTUSD at 59,400.0 works"),
            Cells.row(Fx.<TableView<?>>find(shown.scene(), "#alarms"), 0));
    }

    @Test
    void shouldListWhatHappenedTheNewestFirst() throws Exception {
        show(troubled().moment());

        final TableView<?> alarms = Fx.find(shown.scene(), "#alarms");
        assertEquals(List.of(
            List.of("12:00:08.000", "▲ watchdog", "ott-slow held: 600 ms of 500 ms"),
            List.of("12:00:08.000", "▲ strategy", "ott-fast: quarantined threw"),
            List.of("12:00:07.000", "■ journal", "Lag 6.00 s, free 200 MB"),
            List.of("12:00:06.000", "● comparison", "Orders, fills and positions are the venue's"),
            List.of("12:00:05.000", "● feed up", "all instruments"),
            List.of("12:00:03.000", "resumed", "By 0.1.1 of the test"),
            List.of("12:00:03.000", "▲ comparison", "Not known to be the venue's"),
            List.of("12:00:02.000", "■ feed down", "all instruments"),
            List.of("12:00:01.000", "● feed up", "all instruments")), Cells.all(alarms));
    }

    @Test
    void shouldSayWhereAJournalIsDamaged() throws Exception {
        final WrittenSession session = troubled();
        session.at(11).in(new CommandEncoder(), message ->
            message.receiveTimeNs(session.timeNs()).kind(CommandKind.PAUSE).origin("an origin that is easy to find"));
        session.at(12).mark(60_000).close();
        damage("an origin that is easy to find");

        show(session.moment());

        final VBox remarks = Fx.find(shown.scene(), "#health-remarks");
        final List<String> texts = Fx.get(() -> remarks.getChildren().stream().map(each -> ((Label) each).getText()).toList());
        assertEquals(1, texts.size(), texts::toString);
        assertTrue(texts.getFirst().startsWith("▲ ") && texts.getFirst().contains("record " + (session.sequence() - 1)), texts.getFirst());
        assertTrue(status("journal").endsWith(" see below"), status("journal"));
        assertEquals("12:00:10.000", fact("journal", "Last input").substring(fact("journal", "Last input").length() - 12));
    }

    /** Changes one byte of a text in the journal of the inputs. */
    private void damage(final String text) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("session/input"))) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final byte[] bytes = Files.readAllBytes(file);
                final int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
                if (at >= 0) {
                    bytes[at] ^= 1;
                    Files.write(file, bytes);
                }
            }
        }
    }
}
