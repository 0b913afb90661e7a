package io.ringmaster.monitor.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.ScriptedSession;
import io.ringmaster.monitor.view.View;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One session, and what a person does with it: expected texts follow from what the session trades. */
@ExtendWith(HeadlessFx.class)
class MonitorWindowTest {

    private static final long SECOND_US = 1_000_000;
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 720;

    @TempDir
    private Path folder;
    private Path directory;
    private Path file;
    private Stage stage;
    private Scene scene;

    /** Buys 0.1 at 60,000 for a fee of 3 after two seconds; the mark rises to 61,000 after five; it latches after ten; twelve seconds long. */
    @BeforeEach
    void write() throws IOException {
        directory = folder.resolve("session");
        file = folder.resolve("config/monitor.properties");
        try (ScriptedSession session = new ScriptedSession(directory, "risk: {maxDrawdown: 0.2}\n", 0)) {
            session.at(SECOND_US).mark("60000").decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.6");
            session.order(1, Side.BUY, OrderType.LIMIT, OrderPurpose.INCREASE, "0.1", "60000", session.sequence());
            session.at(2 * SECOND_US).fill(1, Side.BUY, "0.1", "60000", "3", Liquidity.TAKER);
            session.state(1, OrderState.PENDING_NEW, OrderState.FILLED, OrderEvent.FILL_COMPLETE, "0.1", "0");
            session.at(5 * SECOND_US).mark("61000");
            session.at(10 * SECOND_US).latch(true, LatchReason.KILL_COMMAND);
            session.at(12 * SECOND_US);
        }
    }

    private void open(final Path shown) {
        stage = Fx.get(() -> {
            final Stage made = new Stage();
            new MonitorWindow(made, new Remembered(file), folder.resolve("none"))
                .show(new MonitorRequest(shown, null, null, null, new MonitorRequest.Size(WIDTH, HEIGHT), null));
            return made;
        });
        scene = Fx.get(stage::getScene);
        Fx.pulse();
        if (shown != null) {
            Fx.await("the end of the session is shown", () -> text("time").equals("10:00:12.000"));
        }
    }

    @AfterEach
    void close() {
        Fx.run(stage::close);
    }

    private String text(final String id) {
        final Label label = (Label) scene.getRoot().lookup("#" + id);
        return label != null && label.isVisible() ? label.getText() : "";
    }

    private String shown(final String id) {
        return Fx.get(() -> text(id));
    }

    private void press(final KeyCode key) {
        Fx.press(scene, key, false);
    }

    private boolean isOpen(final Page page) {
        return Fx.<ToggleButton>find(scene, "#rail-" + page.id()).isSelected();
    }

    @Test
    void shouldSayWhatItHoldsWhyAndWhatStopsIt() {
        open(directory);

        assertEquals("Long 0.1000 PF_XBTUSD from 60,000.0", shown("header-position"));
        assertEquals("10,097.00", shown("header-equity"));
        assertEquals("+97.00", shown("header-day"));
        assertEquals("60.4 %", shown("header-exposure"));
        assertEquals("0", shown("header-orders"));
        assertEquals("■ LATCHED", shown("header-mode"));
        assertEquals("", shown("header-travel"));
        assertEquals(
            "Decided at 10:00:01: wants +60.0 % of equity, because enough strategies agree.", shown("header-why"));
        assertEquals("Latched since 10:00:10: an operator's kill. No new risk until you unlatch.", shown("header-stop"));
        assertEquals("2026-01-05 10:00:12.000 UTC", shown("status-time"));
        assertEquals("Event 9", shown("status-sequence"));
    }

    @Test
    void shouldGoThroughTimeByKeys() {
        open(directory);

        press(KeyCode.B);
        Fx.await("the beginning is shown", () -> text("time").equals("10:00:00.000"));
        assertEquals("Flat", shown("header-position"));
        assertEquals("◷ TIME TRAVEL", shown("header-travel"));
        assertEquals("✓ MAY TRADE", shown("header-mode"));

        press(KeyCode.F);
        Fx.await("the fill is shown", () -> text("time").equals("10:00:02.000"));
        assertEquals("9,997.00", shown("header-equity"));

        press(KeyCode.L);
        Fx.await("the latch is shown", () -> text("time").equals("10:00:10.000"));
        assertEquals("■ LATCHED", shown("header-mode"));

        press(KeyCode.G);
        Fx.await("the end is followed", () -> text("time").equals("10:00:12.000") && text("header-travel").isEmpty());
    }

    @Test
    void shouldPlayFromTheBeginningToTheEnd() {
        open(directory);
        final ChoiceBox<Integer> speed = Fx.find(scene, "#speed");
        Fx.run(() -> speed.setValue(1));

        press(KeyCode.SPACE);
        Fx.await("it plays", () -> text("header-travel").equals("◷ TIME TRAVEL 1×"));

        Fx.run(() -> speed.setValue(1_000));
        Fx.await("the end is followed again", () -> text("time").equals("10:00:12.000") && text("header-travel").isEmpty());
    }

    @Test
    void shouldGoWhereTheStripIsPressed() {
        open(directory);
        final Node strip = Fx.find(scene, "#time-strip");

        Fx.run(() -> Event.fireEvent(
            strip, Fx.mouse(strip, MouseEvent.MOUSE_PRESSED, strip.getBoundsInLocal().getWidth() / 2, 5, 1)));

        Fx.await("the middle is shown: the last event up to then is at five seconds", () -> text("time").equals("10:00:05.000"));
        assertEquals("10,097.00", shown("header-equity"));
    }

    @Test
    void shouldFindACommandByAPartOfItsName() {
        open(directory);
        Fx.press(scene, KeyCode.K, true);
        Fx.type(scene, "portf");
        // A letter that is typed is no command.
        press(KeyCode.B);

        press(KeyCode.ENTER);

        assertTrue(isOpen(Page.PORTFOLIO));
        assertEquals("10:00:12.000", shown("time"));
        assertNull(Fx.get(() -> scene.getRoot().lookup("#palette-field")), "the palette is still open");
    }

    @Test
    void shouldShowTheKeysAndCloseThemByEscape() {
        open(directory);

        press(KeyCode.F1);
        final List<String> keys = Fx.get(() -> scene.getRoot().lookupAll(".keyboard-help .key").stream().map(key -> ((Label) key).getText()).toList());
        assertTrue(keys.contains("F1") && keys.contains("Space") && keys.contains("1"), keys.toString());

        press(KeyCode.ESCAPE);
        assertNull(Fx.get(() -> scene.getRoot().lookup(".keyboard-help")));
    }

    @Test
    void shouldRememberThemeViewAndSession() {
        open(directory);
        press(KeyCode.DIGIT8);
        Fx.press(scene, KeyCode.T, true);
        assertEquals(Palette.LIGHT.of(Ink.PAGE), Fx.get(scene::getFill));
        Fx.run(stage::close);

        open(null);

        assertEquals(Palette.LIGHT.of(Ink.PAGE), Fx.get(scene::getFill));
        assertTrue(isOpen(Page.PORTFOLIO));
        Fx.await("the choice of a session is shown", () -> scene.getRoot().lookup("#picker-list") != null);
        press(KeyCode.ENTER);
        Fx.await("the session is shown", () -> text("header-equity").equals("10,097.00"));
        assertEquals("session – Ringmaster", Fx.get(stage::getTitle));
    }

    @Test
    void shouldSayThatADirectoryHoldsNoSession() throws IOException {
        open(directory);
        final Path empty = Files.createDirectory(folder.resolve("empty"));
        Fx.run(stage::close);

        open(null);
        Fx.run(() -> new Remembered(file).opened(empty));

        assertFalse(SessionPicker.sessions(List.of(empty, directory), folder).contains(empty));
        assertEquals(List.of(directory), SessionPicker.sessions(List.of(empty, directory), folder));
    }

    @Test
    void shouldSaveEveryTableOfAViewAsCsv() throws IOException {
        open(directory);
        final View view = Fx.get(() -> {
            final Shell shell = new Shell(Palette.DARK);
            new Scene(shell.root(), WIDTH, HEIGHT);
            shell.open(Page.OVERVIEW);
            return shell.view();
        });
        try (var model = SessionModel.open(directory)) {
            final var moment = model.settled().join();
            Fx.run(() -> view.show(moment));
            final String said = Fx.get(() -> Exports.tables(view, folder, "x"));

            assertTrue(said.startsWith("Wrote ") && said.endsWith(" tables to " + folder), said);
        }
        assertEquals(
            "Instrument,Side,Quantity,Entry,Mark,Value,Unrealised\r\nPF_XBTUSD,▲ long,0.1000,60000.0,61000.0,6100.00,100.00\r\n",
            Files.readString(folder.resolve("x-positions.csv")));
    }

    @Test
    void shouldSaveAPictureOfAView() throws IOException {
        open(directory);
        final View view = Fx.get(() -> {
            final Shell shell = new Shell(Palette.DARK);
            new Scene(shell.root(), WIDTH, HEIGHT);
            shell.open(Page.OVERVIEW);
            return shell.view();
        });

        assertEquals("Wrote " + folder.resolve("view.png"), Fx.get(() -> Exports.picture(view, folder.resolve("view"))));

        assertTrue(Files.size(folder.resolve("view.png")) > 100);
    }
}
