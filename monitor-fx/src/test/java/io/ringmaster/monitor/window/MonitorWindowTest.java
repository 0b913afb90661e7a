package io.ringmaster.monitor.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.ScriptedSession;
import io.ringmaster.monitor.view.View;
import io.ringmaster.monitor.view.Views;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Picture;
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
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
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
    private MonitorWindow window;
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
        open(shown, null);
        if (shown != null) {
            Fx.await("the end of the session is shown", () -> text("time").equals("10:00:12.000"));
        }
    }

    private void open(final Path shown, final String at) {
        stage = Fx.get(Stage::new);
        window = Fx.get(() -> {
            final MonitorWindow made = new MonitorWindow(stage, new Remembered(file), folder.resolve("none"));
            made.show(new MonitorRequest(shown, null, null, at, new MonitorRequest.Size(WIDTH, HEIGHT), null));
            return made;
        });
        scene = Fx.get(stage::getScene);
        Fx.pulse();
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

    /** The journal has no end record and does not grow: nothing says that a process still writes it. */
    @Test
    void shouldNotSayThatASessionWithoutAnEndIsLive() {
        open(directory);

        assertEquals("◌ SILENT", shown("header-state"));
        assertEquals("No end record, the last one of 2026-01-05 10:00:12.000: not known to run.", shown("header-life"));
        press(KeyCode.B);
        Fx.await("the beginning is shown", () -> text("time").equals("10:00:00.000"));
        assertEquals("✓ MAY TRADE", shown("header-mode"), "then, it ran");
    }

    @Test
    void shouldSayThatASessionIsLiveWhileItsJournalGrows() throws IOException {
        final Path growing = folder.resolve("growing");
        try (ScriptedSession session = new ScriptedSession(growing, "", 0)) {
            session.at(12 * SECOND_US);
            open(growing);
            Fx.await("everything is read", () -> text("header-state").equals("◌ SILENT"));

            session.at(13 * SECOND_US);

            Fx.await("a record came", () -> text("header-state").equals("● LIVE"));
            assertEquals("", shown("header-life"));
            assertEquals("✓ MAY TRADE", shown("header-mode"));
        }
    }

    @Test
    void shouldSayThatTheConfigurationIsNotTheSessions() throws IOException {
        Files.writeString(directory.resolve("session.yaml"), "risk: {maxDrawdown: 0.9}\n");
        try (ScriptedSession session = new ScriptedSession(folder.resolve("free"), "risk: {maxDrawdown: 0.2}\n", 0)) {
            session.at(12 * SECOND_US);
        }
        Files.writeString(folder.resolve("free/session.yaml"), "risk: {maxDrawdown: 0.9}\n");
        open(directory);

        assertEquals("▲ CONFIGURATION NOT KNOWN", shown("header-configuration"));
        assertTrue(shown("status-remark").startsWith("⚠ " + directory.resolve("session.yaml") + " is not the configuration that the session ran with"),
            shown("status-remark"));
        Fx.run(() -> window.open(folder.resolve("free")));
        Fx.await("the other session is shown", () -> text("header-equity").equals("10,000.00"));
        assertEquals("The limits are not known: the file of the configuration is missing or is not the session's.", shown("header-stop"));
    }

    /** A time outside of the session is refused, as it is for a picture. */
    @Test
    void shouldRefuseATimeOutsideOfTheSession() {
        open(directory, "10:00:05");
        Fx.await("five seconds are shown", () -> text("time").equals("10:00:05.000"));
        Fx.run(stage::close);

        open(directory, "10:30");

        Fx.await("it is refused", () -> text("status-message").startsWith("--at is outside the session: 10:30. Give a time from 2026-01-05 10:00:00.000 to"));
        assertEquals("10:00:12.000", shown("time"));
    }

    /** The strip is flat until the fill, the mark and the latch, and does not slope from one to the next. */
    @Test
    void shouldDrawTheEquityInSteps() {
        open(directory);
        final Node strip = Fx.find(scene, "#time-strip");
        final Picture picture = Fx.get(() -> Picture.of(strip));

        // The mark rises after 5 of 12 s: just before, the line is where it was after the fill, near the bottom.
        final int before = line(picture, 4.5);
        final int afterFill = line(picture, 2.8);
        final int after = line(picture, 6.5);

        assertEquals(afterFill, before, 1);
        assertTrue(after < before - 5, "after the rise: " + after + ", before: " + before);
    }

    /** The row of the strip whose colour is nearest to that of the line, so many seconds after the start. */
    private static int line(final Picture picture, final double seconds) {
        final int x = (int) (picture.width() * seconds / 12);
        final Color line = Palette.DARK.of(Ink.SECOND);
        int best = 0;
        for (int y = 1; y < picture.height() - 16; y++) {
            best = distance(picture.at(x, y), line) < distance(picture.at(x, best), line) ? y : best;
        }
        return best;
    }

    private static double distance(final int rgb, final Color to) {
        return Math.abs((rgb >> 16) / 255.0 - to.getRed()) + Math.abs((rgb >> 8 & 255) / 255.0 - to.getGreen()) + Math.abs((rgb & 255) / 255.0 - to.getBlue());
    }

    /** A record of a later version, with a code that this program does not know. */
    @Test
    void shouldStillShowWhatWasReadWhenTheJournalCannotBeReadAnyFurther() throws IOException {
        final Path odd = folder.resolve("odd");
        try (ScriptedSession session = new ScriptedSession(odd, "", 0)) {
            session.at(12 * SECOND_US);
            open(odd);

            session.unknownFeed();

            Fx.await("it is said", () -> text("status-message").startsWith("the monitor cannot read " + odd + " any further: "));
            for (final KeyCode key : List.of(KeyCode.SPACE, KeyCode.B, KeyCode.G, KeyCode.PERIOD, KeyCode.F, KeyCode.W, KeyCode.DIGIT8)) {
                press(key);
            }
            assertEquals("10:00:12.000", shown("time"));
            assertTrue(isOpen(Page.PORTFOLIO));
            assertNull(window.model());
        }
    }

    /** A picture is taken when nothing is waited for any more. */
    @Test
    void shouldKnowThatADecisionIsStillRead() throws IOException {
        open(directory);

        Fx.run(() -> {
            assertFalse(window.shell().isReading());
            window.shell().open(Page.DECISION);
            assertTrue(window.shell().isReading(), "the newest decision is asked for");
        });

        Fx.await("it is read", () -> !window.shell().isReading());
    }

    @Test
    void shouldForgetASessionThatWasClosed() throws Exception {
        open(directory);
        final List<WeakReference<?>> closed = new ArrayList<>();
        Fx.run(() -> closed.add(new WeakReference<>(window.model())));
        final List<Page> pages = new ArrayList<>(Views.pages());
        pages.add(Page.ORDERS);
        for (final Page page : pages) {
            Fx.run(() -> window.shell().open(page));
            Fx.pulse();
            Fx.run(() -> closed.add(new WeakReference<>(window.shell().view())));
        }
        Fx.run(() -> {
            closed.add(new WeakReference<>(window.shell().shown()));
            Fx.<Node>find(scene, "#orders").requestFocus();
        });
        Fx.press(scene, KeyCode.O, true);

        press(KeyCode.ENTER);

        Fx.await("the session is shown again", () -> text("time").equals("10:00:12.000"));
        Fx.await("what was shown before is forgotten: " + closed, () -> {
            System.gc();
            return closed.stream().allMatch(each -> each.get() == null);
        });
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
