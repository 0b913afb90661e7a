package io.ringmaster.monitor.view;

import static io.ringmaster.monitor.view.ScriptedSession.START_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.TableTexts;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.ThoughtCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
class ThoughtsPaneTest {

    private static final long LOT = 1_000_000;

    @TempDir
    private Path folder;
    private ScriptedSession session;
    private FixedDesk desk;
    private ThoughtsPane pane;
    @RegisterExtension
    private final ShownView shown = new ShownView();

    @BeforeEach
    void open() throws IOException {
        session = new ScriptedSession(folder, "policy: {type: confluence}\n", 60);
        desk = new FixedDesk();
        pane = Fx.get(() -> new ThoughtsPane(desk));
        shown.open(pane, 1400, 600);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void think() {
        session.at(61_000_000).thought(ThoughtCode.OPENING, 0, 5 * LOT);
        session.at(62_000_000).thought(ThoughtCode.WORKING_ORDER, 5 * LOT, 1);
        session.at(63_000_000).thought(ThoughtCode.WORKING_ORDER, 4 * LOT, 1);
        session.at(64_500_000).thought(ThoughtCode.WORKING_ORDER, 3 * LOT, 1);
        session.at(65_000_000).thought(ThoughtCode.RISK_REFUSED, RiskReason.MAX_POSITION.value(), 2);
        session.at(66_000_000).thought(ThoughtCode.RISK_REFUSED, RiskReason.DAILY_LOSS.value(), 3).latch(true, LatchReason.DAILY_LOSS);
        session.at(67_000_000).command(CommandKind.RESET_LATCH, "ops");
        session.latch(false, LatchReason.RESET);
        session.at(68_000_000);
    }

    private List<String> why() {
        return TableTexts.column(shown.scene(), "#thoughts", 5);
    }

    @Test
    void shouldSayThatItWarmsUp() {
        session.at(1_000_000);

        shown.show(session.moment());

        assertEquals("No thought yet: it warms up until 10:01:00.", TableTexts.placeholder(shown.scene(), "#thoughts"));
    }

    @Test
    void shouldFoldRepetitionsAndTellWhatElseDecided() {
        think();

        shown.show(session.moment());

        assertEquals(List.of(
            "10:01:07.000 |  | ■ shield |  |  | latch opened: a person released it",
            "10:01:07.000 |  | ◆ operator |  |  | command: reset latch, by ops",
            "10:01:06.000 | PF_XBTUSD | ✕ refused |  |  | refused by the risk gate: daily loss",
            "10:01:06.000 |  | ■ shield |  |  | latched, takes no new risk: the loss of the day is beyond its limit",
            "10:01:05.000 | PF_XBTUSD | ✕ refused |  |  | refused by the risk gate: max position",
            "10:01:04.500 | PF_XBTUSD | · waited | 3× | 2.50 s | an order is working: 0.0300 left of order 1",
            "10:01:01.000 | PF_XBTUSD | ▸ acted |  |  | opens: holds 0.0000, wants 0.0500"), TableTexts.rows(shown.scene(), "#thoughts"));
        assertEquals(
            List.of("All 7", "▸ acted 1", "· waited 1", "✕ refused 2", "■ shield 2", "◆ operator 1"), TableTexts.buttons(shown.scene(), "#thought-choice"));
    }

    @Test
    void shouldGoOnFoldingAfterAJumpBackAndForth() {
        think();
        shown.show(session.moment());
        final List<String> all = TableTexts.rows(shown.scene(), "#thoughts");

        shown.show(session.model().goToTime(START_NS + 63_200_000_000L).join());
        assertEquals(List.of(
            "10:01:03.000 | PF_XBTUSD | · waited | 2× | 1.00 s | an order is working: 0.0400 left of order 1",
            "10:01:01.000 | PF_XBTUSD | ▸ acted |  |  | opens: holds 0.0000, wants 0.0500"), TableTexts.rows(shown.scene(), "#thoughts"));
        assertEquals(List.of("All 2", "▸ acted 1", "· waited 1", "✕ refused 0", "■ shield 0", "◆ operator 0"),
            TableTexts.buttons(shown.scene(), "#thought-choice"));

        shown.show(session.model().follow().join());
        assertEquals(all, TableTexts.rows(shown.scene(), "#thoughts"));
    }

    @Test
    void shouldFilterByKindAndText() {
        think();
        shown.show(session.moment());

        TableTexts.choose(shown.scene(), "#thought-choice", 3);
        assertEquals(List.of("refused by the risk gate: daily loss", "refused by the risk gate: max position"), why());

        TableTexts.choose(shown.scene(), "#thought-choice", 0);
        Fx.run(() -> Fx.<TextField>find(shown.scene(), "#thought-search").setText("loss latched"));
        Fx.pulse();
        assertEquals(List.of("latched, takes no new risk: the loss of the day is beyond its limit"), why());

        session.at(70_000_000).latch(true, LatchReason.DAILY_LOSS);
        shown.show(session.moment());
        assertEquals(2, why().size(), "a new line passes the filter too");
    }

    @Test
    void shouldGoToTheMomentOfALine() {
        think();
        shown.show(session.moment());

        TableTexts.open(shown.scene(), "#thoughts", 5);

        assertEquals(List.of("goTo " + (START_NS + 64_500_000_000L)), desk.asked());
    }
}
