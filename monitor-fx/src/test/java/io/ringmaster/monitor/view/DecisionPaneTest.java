package io.ringmaster.monitor.view;

import static io.ringmaster.monitor.view.ScriptedSession.START_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Picture;
import io.ringmaster.monitor.view.kit.TableTexts;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.EngineKind;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
class DecisionPaneTest {

    private static final String YAML = """
        strategies:
          - {id: fast, type: ott, symbol: PF_XBTUSD, timeframe: 5s, weight: 1.5, enabled: true}
          - {id: slow, type: supertrend, symbol: PF_XBTUSD, timeframe: 15m, weight: 1.0, enabled: true}
        policy: {type: confluence, model: {head: continuous}}
        execution: {riskFraction: 0.005, defaultStopBps: 100, minStopBps: 5, maxStopBps: 1000, entry: {kelly: 0, drawdownFactor: false}}
        risk: {maxLeverage: 3, maxPosition: 1}
        """;

    @TempDir
    private Path folder;
    private ScriptedSession session;
    private DecisionPane pane;
    @RegisterExtension
    private final ShownView shown = new ShownView();

    @BeforeEach
    void open() throws IOException {
        session = new ScriptedSession(folder, YAML, 60);
        final FixedDesk desk = new FixedDesk();
        desk.use(session.model());
        pane = Fx.get(() -> new DecisionPane(desk));
        shown.open(pane, 1400, 800);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private String fact(final String name) {
        return shown.fact(".facts", name);
    }

    /** A wish to be long that becomes an order, and a decision that keeps it. */
    private void decide() {
        session.at(61_000_000).recommend(0, Signal.LONG, 0.8, 0.65);
        session.decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.5").portfolio("0", "60000", "10000");
        session.thought(ThoughtCode.OPENING, 0, 8_330_000);
        session.order(1, Side.BUY, OrderType.POST_ONLY, OrderPurpose.INCREASE, "0.0833", "60000.5", session.sequence());
        session.at(61_010_000).state(1, OrderState.PENDING_NEW, OrderState.NEW, OrderEvent.ACCEPTED, "0", "0.0833");
        session.at(65_000_000).portfolio("0.0833", "60000", "10000");
        session.at(66_000_000).decision(Signal.HOLD, DecisionReason.TIE, "0");
        session.at(70_000_000);
    }

    @Test
    void shouldSayThatItWarmsUp() {
        session.at(1_000_000);

        shown.show(session.moment());

        assertEquals("No decision yet: it warms up until 10:01:00.", TableTexts.placeholder(shown.scene(), "#decisions"));
    }

    @Test
    void shouldShowTheNewestDecisionAndTheOneThatIsSelected() {
        decide();
        shown.show(session.moment());

        assertEquals(List.of(
            "10:01:06.000 | · HOLD | – | as many strategies are long as short", "10:01:01.000 | ▲ LONG | +50.0 % | enough strategies agree"),
            TableTexts.rows(shown.scene(), "#decisions"));
        assertEquals("to keep what it has", fact("Wants"));
        assertEquals("Nothing followed: the decision keeps what there is, because as many strategies are long as short.",
            TableTexts.placeholder(shown.scene(), "#followed"));

        TableTexts.select(shown.scene(), "#decisions", 1);
        Fx.await("the decision was read", () -> Fx.<Facts>find(shown.scene(), ".facts").get("Strength").equals("0.50, confidence 0.75"));

        assertEquals("▲ LONG", fact("Says"));
        assertEquals("enough strategies agree", fact("Because"));
        assertEquals("+50.0 % of equity = +0.0833", fact("Wants"));
        assertEquals("10:01:01.000, a bar closed", fact("At"));
        assertEquals("▲ 3   ▼ 1   ■ 2", fact("Votes"));
        assertEquals("3 strategies, weight 2.50, most fast", fact("Behind it"));
        assertEquals("59,000.0 by fast", fact("Stop"));
        assertEquals("–", fact("Target price"));
        assertEquals(List.of("fast | ▲ LONG   0.80"), TableTexts.rows(shown.scene(), "#seen"));
        assertEquals(List.of(
            "10:01:01.000 | order 1: ▲ buy 0.0833 post only at 60,000.5 to increase, ● working",
            "10:01:01.000 | opens: holds 0.0000, wants 0.0833"), TableTexts.rows(shown.scene(), "#followed"));
    }

    @Test
    void shouldShowWhatAModelSawAndSaid() {
        session.at(61_000_000).observation(0.25, Double.NaN, -1.5).modelOutput(EngineKind.EXACT, 0.125f, -0.5f)
            .decision(Signal.LONG, DecisionReason.MODEL, "0.5");

        shown.show(session.moment());
        Fx.await("the decision was read", () -> !Fx.<Facts>find(shown.scene(), ".facts").get("Model said").equals("–"));

        assertEquals("exposure 0.1250, stop −0.5000", fact("Model said"));
        assertEquals(List.of("0.25000", "unknown", "−1.50000"), TableTexts.column(shown.scene(), "#seen", 1));
    }

    /**
     * Half of 10,000 at 60,000 is 0.08333. The stop at 59,000 is 1.67 % away; 0.5 % of equity over that is 30 % of it, 0.04999, in lots of 0.0001.
     */
    @Test
    void shouldShowHowTheLimitsSizeWhatADecisionWants() {
        session.at(61_000_000).decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.5").portfolio("0", "60000", "10000");

        shown.show(session.moment());

        assertEquals(
            List.of("+50.0 % of equity = +0.0833", "30.0 % by execution.riskFraction", "0.50 %, stop 1.67 % away", "+0.0499"), sizing());
    }

    private List<String> sizing() {
        return Stream.of("Wants", "Limited to", "Risk", "Position").map(this::fact).toList();
    }

    /** To sell, a stop at 59,000 is on the wrong side: the default of 1 % holds, 50 % of equity; 4 times equity are wanted, and 3 are allowed. */
    @Test
    void shouldNameTheDefaultStop() {
        session.at(61_000_000).decision(Signal.SHORT, DecisionReason.CONFLUENCE, "-4").portfolio("0", "60000", "10000");

        shown.show(session.moment());

        assertEquals(
            List.of("−400.0 % of equity = −0.6666", "50.0 % by execution.riskFraction", "0.50 %, stop 1.00 % away (default)", "−0.0833"), sizing());
    }

    @Test
    void shouldSayThatAPositionKeepsTheSizeOfItsOpening() {
        session.at(61_000_000).decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.5").portfolio("0.0499", "60000", "10000");

        shown.show(session.moment());

        assertEquals("+0.0499 as held, sized when opened", fact("Position"));
        assertEquals("Nothing followed: it wants +50.0 % of equity and held +29.9 %, and a position keeps the size that its limits allowed when it was"
            + " opened.", TableTexts.placeholder(shown.scene(), "#followed"));
    }

    @Test
    void shouldSayThatASizeIsUnknownWithoutALedger() {
        session.at(61_000_000).decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.5");

        shown.show(session.moment());

        assertEquals("not known: no ledger was written with it", fact("Position"));
    }

    @Test
    void shouldFilterDecisionsBySignalAndReason() {
        decide();
        shown.show(session.moment());

        TableTexts.choose(shown.scene(), "#decision-choice", 4);
        assertEquals(List.of("· HOLD"), TableTexts.column(shown.scene(), "#decisions", 1));

        TableTexts.choose(shown.scene(), "#decision-choice", 0);
        Fx.run(() -> Fx.<TextField>find(shown.scene(), "#decision-search").setText("agree"));
        Fx.pulse();
        assertEquals(List.of("▲ LONG"), TableTexts.column(shown.scene(), "#decisions", 1));
    }

    /** Half of equity is wanted from the first decision on; half of it is held from 10:01:05 on, 4 of the 9 seconds that are drawn. */
    @Test
    void shouldDrawWhatWasWantedAgainstWhatWasHeld() {
        decide();
        session.at(61_000_000 + 9_000_000);
        final Exposures exposures = new Exposures(session.moment(), 0, 10);

        assertEquals(START_NS + 61_000_000_000L, exposures.fromNs);
        assertEquals(List.of(0.5, 0.5), List.of(exposures.targets[0], exposures.targets[9]));
        assertEquals(0, exposures.actuals[3], 1e-9);
        assertEquals(0.4998, exposures.actuals[4], 1e-9);
        assertEquals(3, exposures.longs[9]);
        assertEquals(1, exposures.shorts[9]);
    }

    @Test
    void shouldPaintTheHeldPositionAndSelectTheDecisionThatIsClicked() {
        decide();
        shown.show(session.moment());
        final Node drawing = Fx.find(shown.scene(), "#exposures");
        final Picture picture = Fx.picture(shown.scene());
        final Bounds bounds = Fx.get(() -> drawing.localToScene(drawing.getBoundsInLocal()));

        int held = 0;
        for (int y = (int) bounds.getMinY(); y < bounds.getMaxY(); y++) {
            held += isNear(picture.at((int) bounds.getMinX() + 3 * (int) bounds.getWidth() / 4, y), mixed()) ? 1 : 0;
        }
        assertTrue(held > 20, "pixels of the held position in a column: " + held);

        Fx.run(() -> javafx.event.Event.fireEvent(drawing, Fx.mouse(drawing, javafx.scene.input.MouseEvent.MOUSE_CLICKED, 5, 40, 1)));
        Fx.pulse();
        assertEquals(1, TableTexts.selected(shown.scene(), "#decisions"));
    }

    /** Drawing in software rounds each channel in its own way. */
    private static boolean isNear(final int rgb, final int wanted) {
        int difference = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            difference = Math.max(difference, Math.abs((rgb >> shift & 0xff) - (wanted >> shift & 0xff)));
        }
        return difference <= 3;
    }

    /** The fill of what rises over the panel. */
    private static int mixed() {
        final var fill = Palette.DARK.of(Ink.UP_FILL);
        final var panel = Palette.DARK.of(Ink.PANEL);
        final double share = fill.getOpacity();
        return channel(fill.getRed(), panel.getRed(), share) << 16 | channel(fill.getGreen(), panel.getGreen(), share) << 8
            | channel(fill.getBlue(), panel.getBlue(), share);
    }

    private static int channel(final double above, final double below, final double share) {
        return (int) Math.round((above * share + below * (1 - share)) * 255);
    }
}
