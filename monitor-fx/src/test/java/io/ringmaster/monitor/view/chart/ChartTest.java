package io.ringmaster.monitor.view.chart;

import static io.ringmaster.monitor.view.chart.TradedSession.SECOND;
import static io.ringmaster.monitor.view.chart.TradedSession.START_NS;
import static io.ringmaster.monitor.view.chart.TradedSession.TICK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Picture;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
class ChartTest {

    private static final int SECONDS = 400;
    private static final int GAP_FROM = 200;
    private static final int GAP_TO = 220;
    private static final long SEED = System.nanoTime();

    @TempDir
    private static Path folder;
    private static SessionModel model;
    private static Moment end;
    private static JournalFold journal;

    private FixedDesk desk;
    private Scene scene;
    private Chart chart;
    private ChartCanvas canvas;

    @BeforeAll
    static void record() throws IOException {
        final Path session = folder.resolve("session");
        try (TradedSession written = new TradedSession(session)) {
            write(written, new Random(SEED));
        }
        journal = new JournalFold(session, 0);
        model = SessionModel.open(session);
        end = model.settled().join();
    }

    /** A walk with one gap, history before it, and some orders. */
    private static void write(final TradedSession session, final Random random) {
        for (int minute = 10; minute > 0; minute--) {
            session.bar(0, -60 * SECOND * minute, 120_000, 120_020, 119_990, 120_010);
        }
        long ticks = 120_000;
        for (int second = 0; second < SECONDS; second++) {
            for (int part = 0; part < 4 && (second < GAP_FROM || second >= GAP_TO); part++) {
                ticks += random.nextInt(9) - 4;
                session.at(second * SECOND + part * SECOND / 4).trade(0, ticks, 1 + random.nextInt(500));
            }
            if (second % 10 == 5 && (second < GAP_FROM || second >= GAP_TO)) {
                session.ticker(0, ticks + 1, ticks - 2).trade(1, 5_000 + second, 7);
            }
            if (second == 100) {
                session.order(1, 0, OrderType.POST_ONLY, Side.BUY, OrderPurpose.INCREASE, ticks, 50).at(101 * SECOND - 1).fill(1, 0, Side.BUY, ticks, 50, 50)
                    .order(2, 0, OrderType.STOP, Side.SELL, OrderPurpose.PROTECTIVE_STOP, ticks - 2_000, 50)
                    .order(3, 0, OrderType.POST_ONLY, Side.SELL, OrderPurpose.REDUCE, ticks + 10, 20);
            } else if (second == 150) {
                session.cancel(3, 0, Side.SELL, 20).order(4, 1, OrderType.POST_ONLY, Side.SELL, OrderPurpose.INCREASE, 5_200, 9)
                    .fill(4, 1, Side.SELL, 5_200, 9, -9);
            } else if (second == 300) {
                session.order(5, 0, OrderType.IOC, Side.SELL, OrderPurpose.REDUCE, ticks, 20).fill(5, 0, Side.SELL, ticks, 20, 30);
            }
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @BeforeEach
    void open() {
        desk = new FixedDesk();
        chart = Fx.get(() -> new Chart(desk));
        scene = Fx.show((Parent) chart.node(), 1_200, 640, Palette.DARK);
        show(end);
        canvas = Fx.find(scene, "#chart-canvas");
    }

    @AfterEach
    void hide() {
        Fx.close(scene);
    }

    private void show(final Moment moment) {
        Fx.run(() -> chart.show(moment));
        Fx.pulse();
    }

    private String text(final String id) {
        final Label label = Fx.find(scene, "#chart-" + id);
        return Fx.get(label::getText);
    }

    private List<String> legend() {
        return List.of(text("open"), text("high"), text("low"), text("close"), text("volume"));
    }

    /** What the mouse shows is there at once, without a frame. */
    private void moveTo(final long timeNs) {
        Fx.run(() -> Event.fireEvent(canvas, Fx.mouse(canvas, MouseEvent.MOUSE_MOVED, canvas.time().xOf(timeNs), 300, 0)));
    }

    private void choose(final String timeframe) {
        final ToggleButton button = Fx.find(scene, "#chart-" + timeframe);
        Fx.run(button::fire);
        assertTrue(Fx.get(button::isSelected));
    }

    // ------------------------------------------------------------------ values

    @Test
    void shouldShowTheCandleUnderTheCrosshairAsTheTradesMakeIt() {
        final Random random = new Random(SEED);
        for (final Timeframe timeframe : List.of(Timeframe.S1, Timeframe.S5, Timeframe.S15, Timeframe.M1)) {
            choose(timeframe.label());
            final long length = timeframe.lengthNs();
            for (int i = 0; i < 8; i++) {
                final long open = START_NS + (SECONDS - 1 - random.nextInt(40)) * SECOND / length * length;
                moveTo(open + length / 2);
                assertEquals(journal.candle(open, length), legend(), () -> timeframe + " at " + (open - START_NS) / SECOND + " s, seed " + SEED);
            }
        }
    }

    @Test
    void shouldShowTheNewestCandleWithoutACrosshair() {
        assertEquals("5s", Fx.get(() -> canvas.timeframe().label()));
        assertEquals(journal.candle(START_NS + 395 * SECOND, 5 * SECOND), legend(), () -> "seed " + SEED);
        assertEquals("2024-08-09 00:00:35", text("time"));
    }

    @Test
    void shouldShowMarkAndIndexOfTheLastTicker() {
        moveTo(START_NS + 397 * SECOND);
        final long lastPrice = journal.trades().stream().filter(each -> each.timeNs() < START_NS + 396 * SECOND).toList().getLast().priceE8();
        assertEquals(JournalFold.text(lastPrice + TICK, 1), text("mark"), () -> "seed " + SEED);
        assertEquals(JournalFold.text(lastPrice - 2 * TICK, 1), text("index"), () -> "seed " + SEED);
    }

    @Test
    void shouldSayThatAGapHasNoTradeAndNoQuote() {
        moveTo(START_NS + 207 * SECOND);
        assertEquals("no trade and no quote", text("change"));
        assertEquals("–", text("close"));
    }

    @Test
    void shouldShowPriceAndTimeOfTheCrosshairOnTheAxes() {
        moveTo(START_NS + 300 * SECOND + SECOND / 2);
        assertEquals("23:59:00", text("cross-time"));
        final long priceE8 = Fx.get(() -> canvas.price().priceAt(300));
        assertEquals(JournalFold.text(Math.round((double) priceE8 / TICK) * TICK, 1), text("cross-price"));
    }

    @Test
    void shouldShowHistoryBeforeTheSession() {
        choose("1m");
        Fx.run(() -> canvas.goToStart());
        Fx.pulse();
        moveTo(START_NS - 330 * SECOND);
        assertEquals(List.of("60,000.0", "60,010.0", "59,995.0", "60,005.0", "0.001"), legend());
    }

    @Test
    void shouldHaveAMarkForEveryFillAndEveryOrderInSight() {
        assertEquals(2, journal.fills().size());
        assertEquals(journal.fills().size(), Fx.get(() -> canvas.visible().fills().size()));
        assertEquals(4, Fx.get(() -> canvas.visible().orders().size()));
    }

    @Test
    void shouldTellSizePriceFeeAndLiquidityOfTheFillUnderTheMouse() {
        final JournalFold.Print fill = journal.fills().getFirst();
        Fx.moveTo(canvas, Fx.get(() -> canvas.time().xOf(fill.timeNs())) + 2, Fx.get(() -> canvas.price().yOf(fill.priceE8())) + 2);

        final Label mark = Fx.find(scene, "#chart-hover");
        assertTrue(Fx.get(mark::isVisible));
        assertEquals("▲ bought 0.050 at " + JournalFold.text(fill.priceE8(), 1) + "\nfee 0.12, maker\norder 1, 23:55:40.999", Fx.get(mark::getText));

        Fx.moveTo(canvas, 5, 5);
        assertFalse(Fx.get(mark::isVisible));
    }

    @Test
    void shouldHoldThePositionBetweenFills() {
        final List<Holding> holdings = Fx.get(() -> canvas.visible().holdings());
        final long entry = journal.fills().getFirst().priceE8();
        assertEquals(new Holding(START_NS + 101 * SECOND - 1, START_NS + 300 * SECOND + 3 * SECOND / 4, 5_000_000, entry), holdings.getFirst());
        assertEquals(3_000_000, holdings.get(1).qtyE8());
        assertEquals(2, holdings.size());
    }

    @Test
    void shouldTagLastPriceMarkIndexEntryAndStop() {
        final List<PriceTag> tags = Fx.get(() -> PriceTags.of(canvas.visible()));
        final long entry = journal.fills().getFirst().priceE8();
        assertEquals(List.of("index", "mark", "stop sell 0.050", "long 0.030 entry", ""), tags.stream().map(PriceTag::name).toList());
        assertEquals(entry - 2_000 * TICK, tags.get(2).priceE8());
        assertEquals(entry, tags.get(3).priceE8());
        assertEquals(journal.trades().getLast().priceE8(), tags.get(4).priceE8());
    }

    @Test
    void shouldShowTheOtherInstrument() {
        final ChoiceBox<String> choice = Fx.find(scene, "#chart-instrument");
        assertEquals(List.of("PF_XBTUSD", "PF_ETHUSD"), Fx.get(choice::getItems));

        Fx.run(() -> choice.getSelectionModel().select("PF_ETHUSD"));
        Fx.pulse();

        assertEquals("PF_ETHUSD  5s", text("title"));
        assertEquals(List.of("2,697.5", "2,697.5", "2,697.5", "2,697.5", "0.007"), legend());
        assertEquals(1, Fx.get(() -> canvas.visible().fills().size()));
    }

    @Test
    void shouldShowAnEarlierMomentAsItWas() {
        final Moment early = model.goToTime(START_NS + 120 * SECOND).join();
        try {
            show(early);
            assertEquals(1, Fx.get(() -> canvas.visible().fills().size()));
            assertEquals(journal.trades().stream().filter(each -> each.timeNs() <= START_NS + 120 * SECOND).toList().getLast().priceE8(),
                Fx.get(() -> canvas.visible().candles().getLast().closeE8()));
            assertTrue(Fx.get(() -> canvas.time().xOf(START_NS + 125 * SECOND) < canvas.time().width()));
        } finally {
            model.follow().join();
        }
    }

    // ------------------------------------------------------------------ moving about

    private void scroll(final double x, final double deltaY) {
        final Point2D place = Fx.get(() -> canvas.localToScene(x, 300));
        Fx.run(() -> Event.fireEvent(canvas, new ScrollEvent(
            ScrollEvent.SCROLL, place.getX(), place.getY(), place.getX(), place.getY(), false, false, false, false, false, false, 0, deltaY, 0, deltaY,
            ScrollEvent.HorizontalTextScrollUnits.NONE, 0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
        Fx.pulse();
    }

    private void drag(final double fromX, final double toX) {
        Fx.run(() -> {
            Event.fireEvent(canvas, Fx.mouse(canvas, MouseEvent.MOUSE_PRESSED, fromX, 300, 1));
            Event.fireEvent(canvas, Fx.mouse(canvas, MouseEvent.MOUSE_DRAGGED, (fromX + toX) / 2, 300, 0));
            Event.fireEvent(canvas, Fx.mouse(canvas, MouseEvent.MOUSE_DRAGGED, toX, 300, 0));
            Event.fireEvent(canvas, Fx.mouse(canvas, MouseEvent.MOUSE_RELEASED, toX, 300, 0));
        });
        Fx.pulse();
    }

    private long timeAt(final double x) {
        return Fx.get(() -> canvas.time().timeAt(x));
    }

    @Test
    void shouldZoomWithTheWheelAroundTheMouseAndDragTheTimes() {
        final long grabbed = timeAt(700);
        drag(700, 640);
        assertEquals(grabbed, timeAt(640), SECOND / 1_000.0);
        assertFalse(Fx.get(canvas::isFollowing));

        final int before = Fx.get(() -> canvas.visible().candles().size());
        final long under = timeAt(500);
        scroll(500, 120);
        assertEquals(under, timeAt(500), SECOND / 1_000.0);
        assertTrue(Fx.get(() -> canvas.visible().candles().size()) < before);
        scroll(500, -120);
        assertEquals(before, Fx.get(() -> canvas.visible().candles().size()));
    }

    @Test
    void shouldFollowAgainAfterADoubleClickOrTheEndKey() {
        final ToggleButton follow = Fx.find(scene, "#chart-follow");
        drag(600, 900);
        assertFalse(Fx.get(follow::isSelected));
        Fx.click(canvas, 2);
        assertTrue(Fx.get(follow::isSelected));

        drag(600, 900);
        Fx.run(canvas::requestFocus);
        Fx.press(scene, KeyCode.END, false);
        assertTrue(Fx.get(follow::isSelected));
        assertTrue(Fx.get(() -> canvas.time().xOf(START_NS + SECONDS * SECOND) < canvas.time().width()));
    }

    @Test
    void shouldObeyItsKeys() {
        Fx.run(canvas::requestFocus);
        final double width = Fx.get(() -> canvas.time().width());
        final long middle = timeAt(width / 2);
        Fx.press(scene, KeyCode.LEFT, false);
        assertEquals(middle, timeAt(width * 0.6), SECOND / 100.0);
        Fx.press(scene, KeyCode.RIGHT, false);
        assertEquals(middle, timeAt(width / 2), SECOND / 100.0);
        final double scale = Fx.get(() -> canvas.time().nsPerPixel());
        Fx.press(scene, KeyCode.PLUS, false);
        assertEquals(scale / 1.25, Fx.get(() -> canvas.time().nsPerPixel()), 1);
        Fx.press(scene, KeyCode.MINUS, false);
        assertEquals(scale, Fx.get(() -> canvas.time().nsPerPixel()), 1);
        Fx.press(scene, KeyCode.CLOSE_BRACKET, false);
        final ToggleButton longer = Fx.find(scene, "#chart-15s");
        assertTrue(Fx.get(longer::isSelected));
        Fx.press(scene, KeyCode.OPEN_BRACKET, false);
        Fx.press(scene, KeyCode.OPEN_BRACKET, false);
        assertEquals("PF_XBTUSD  1s", text("title"));
    }

    @Test
    void shouldDoByNameWhatItDoesByKey() {
        Fx.run(() -> chart.commands().stream().filter(each -> each.name().equals("Shorter candles")).findFirst().orElseThrow().action().run());
        Fx.pulse();
        assertEquals("PF_XBTUSD  1s", text("title"));
    }

    // ------------------------------------------------------------------ drawing

    @Test
    void shouldDrawOnlyWhenSomethingChanged() {
        final int frames = Fx.get(canvas::frames);
        show(end);
        moveTo(START_NS + 300 * SECOND);
        moveTo(START_NS + 310 * SECOND);
        assertEquals(frames, Fx.get(canvas::frames));

        drag(600, 650);
        assertNotEquals(frames, Fx.get(canvas::frames));
    }

    /** Rising is hollow and blue, falling filled and orange; a gap has neither. */
    @Test
    void shouldPaintCandlesInTheirColoursAndAGapInNone() {
        for (final Palette palette : List.of(Palette.DARK, Palette.LIGHT)) {
            Fx.run(() -> desk.use(palette));
            Fx.pulse();
            final Picture picture = Fx.get(() -> Picture.of(canvas));
            final int gapFrom = (int) x(GAP_FROM) + 4;
            final int gapTo = (int) x(GAP_TO) - 4;
            for (final Ink ink : List.of(Ink.UP, Ink.DOWN)) {
                assertTrue(count(picture, palette, ink, 0, gapFrom - 8) > 100, () -> palette + " has no candles of " + ink);
                assertEquals(0, count(picture, palette, ink, gapFrom, gapTo), () -> palette + " has candles in the gap");
            }
        }
    }

    private double x(final int second) {
        return Fx.get(() -> canvas.time().xOf(START_NS + second * SECOND));
    }

    /** Pixels of a colour between the legend and the volume, without the dotted line at the last price. */
    private int count(final Picture picture, final Palette palette, final Ink ink, final int fromX, final int toX) {
        final int rgb = Integer.parseInt(palette.of(ink).toString().substring(2, 8), 16);
        final double last = Fx.get(() -> canvas.price().yOf(end.instrument(0).lastPriceE8()));
        int count = 0;
        for (int x = Math.max(0, fromX); x < toX; x++) {
            for (int y = 50; y < picture.height() * 4 / 5; y++) {
                count += picture.at(x, y) == rgb && Math.abs(y - last) > 2 ? 1 : 0;
            }
        }
        return count;
    }
}
