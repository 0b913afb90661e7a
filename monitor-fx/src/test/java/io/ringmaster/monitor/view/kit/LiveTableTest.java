package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against lists that are sorted and filtered in one go, and its drawing, which is moved and mended, against one that is drawn at once. */
@ExtendWith(HeadlessFx.class)
class LiveTableTest {

    private static final int ROWS = 500;

    private record Row(int number, long value) {
    }

    private final FixedDesk desk = new FixedDesk();
    private final long[] values = new long[ROWS];
    private final List<Integer> opened = new ArrayList<>();
    private LiveTable<Row> table;
    private Scene scene;
    private int count = ROWS;

    private void open(final boolean isNewestFirst) {
        for (int i = 0; i < ROWS; i++) {
            values[i] = i * 7_919L % 1_000;
        }
        table = Fx.get(() -> {
            final List<TextColumn<Row>> columns = List.of(
                TextColumn.text("Name", 90, row -> "row-" + row.number),
                TextColumn.<Row>number("Value", 80, Row::value, row -> Numbers.count(row.value)).bar(row -> row.value / 1e3).ink(row ->
                    row.value % 2 == 0 ? Ink.UP : Ink.DOWN).exported(row -> row.value + ".00000001"),
                TextColumn.text("Words", 200, row -> "● a sentence of " + row.value + " words that is too long for its column"));
            return isNewestFirst ? LiveTable.newestFirst(desk, "rows", "There is none.", columns) : LiveTable.ofFixedRows(desk, "rows", "There is none.", columns);
        });
        Fx.run(() -> table.onOpen(row -> opened.add(row.number)));
        scene = Fx.show(new StackPane(table), 420, 300, Palette.DARK);
        show(0);
    }

    @BeforeEach
    void open() {
        open(false);
    }

    @AfterEach
    void close() {
        Fx.close(scene);
    }

    private void show(final int unchanged) {
        Fx.run(() -> table.show("session", count, row -> new Row(row, values[row]), unchanged));
        Fx.pulse();
    }

    private List<String> names() {
        return TableTexts.column(scene, "#rows", 0);
    }

    private void press(final KeyCode key) {
        Fx.press(scene, key, false);
    }

    @Test
    void shouldSelectScrollAndOpenByKeys() {
        Fx.run(table::requestFocus);
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        assertEquals(1, Fx.get(table::selected));

        press(KeyCode.END);
        assertEquals(ROWS - 1, Fx.get(table::selected));
        assertEquals("row-499", names().getLast());
        press(KeyCode.DOWN);
        assertEquals(ROWS - 1, Fx.get(table::selected), "there is no later row");

        final int page = Fx.get(table::page);
        press(KeyCode.PAGE_UP);
        assertEquals(ROWS - 1 - page, Fx.get(table::selected));
        press(KeyCode.ENTER);
        press(KeyCode.HOME);
        press(KeyCode.UP);
        press(KeyCode.ENTER);
        assertEquals(List.of(ROWS - 1 - page, 0), opened);
        assertEquals("row-0", names().getFirst());

        press(KeyCode.ESCAPE);
        assertEquals(-1, Fx.get(table::selected));
    }

    @Test
    void shouldSaySelectedRowInWords() {
        assertEquals("rows, 500 rows", Fx.get(() -> table.queryAccessibleAttribute(AccessibleAttribute.TEXT)));

        TableTexts.select(scene, "#rows", 2);

        assertEquals(
            "row 3 of 500: Name row-2, Value 838, Words ● a sentence of 838 words that is too long for its column",
            Fx.get(() -> table.queryAccessibleAttribute(AccessibleAttribute.TEXT)));
    }

    @Test
    void shouldResizeAndMoveColumnsByTheirHeads() {
        drag(90, 130);
        assertEquals("Name", Fx.get(() -> table.columnAt(128).text().getText()), "its edge was dragged to the right");

        drag(50, 170);
        assertEquals(List.of("Value", "Name", "Words"), Fx.get(table::titles));
        assertEquals(List.of("0", "row-0", "● a sentence of 0 words that is too long for its column"), Fx.get(() -> table.texts(0)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 1.5, 1.75, 2})
    void shouldDrawTheRowsThatItMeansOnAScaledScreen(final double scale) {
        Fx.run(() -> scale(scene.getWindow(), scale));
        Fx.pulse();
        Fx.run(() -> table.scroll(0, 1e9));
        Fx.pulse();

        final List<LiveTable.Shown> shown = Fx.get(table::shown);
        assertEquals(ROWS - 1, shown.getLast().index());
        assertEquals(ROWS - 1, Fx.get(() -> table.indexAt(table.middleOf(ROWS - 1))));
        Fx.run(() -> table.selectIndex(ROWS / 2));
        Fx.pulse();
        assertTrue(Fx.get(table::shown).stream().anyMatch(row -> row.index() == ROWS / 2), "the selected row is drawn");
    }

    /** The headless screen has one scale. */
    private static void scale(final Window window, final double scale) {
        try {
            final Field field = Window.class.getDeclaredField("outputScaleX");
            field.setAccessible(true);
            ((ReadOnlyDoubleWrapper) field.get(window)).set(scale);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldForgetTheSelectedRowThatIsGone() {
        final List<String> said = new ArrayList<>();
        Fx.run(() -> table.onSelect(row -> said.add(row == null ? "none" : "row-" + row.number)));
        Fx.run(() -> table.selectIndex(5));
        count = 3;
        show(0);

        assertEquals(List.of("row-5", "none"), said);
    }

    @Test
    void shouldExportAllDecimalsOfANumberThatItShowsRounded() {
        assertEquals("919", Fx.get(() -> table.texts(1)).get(1));
        assertEquals(List.of("row-1", "919.00000001", "● a sentence of 919 words that is too long for its column"), Fx.get(() -> table.exported(1)));
    }

    private void drag(final double from, final double to) {
        Fx.run(() -> {
            Event.fireEvent(table, Fx.mouse(table, MouseEvent.MOUSE_PRESSED, from, 5, 1));
            Event.fireEvent(table, Fx.mouse(table, MouseEvent.MOUSE_DRAGGED, to, 5, 1));
            Event.fireEvent(table, Fx.mouse(table, MouseEvent.MOUSE_RELEASED, to, 5, 1));
        });
        Fx.pulse();
    }

    @Test
    void shouldSayTheWholeOfATextThatIsCutOff() {
        assertEquals("", Fx.get(() -> table.cutTextAt(20, table.middleOf(1))));
        assertEquals("● a sentence of 919 words that is too long for its column", Fx.get(() -> table.cutTextAt(200, table.middleOf(1))));
    }

    @Test
    void shouldDrawTheSameInMorePixelsOnAScreenThatHasThem() {
        final Glyphs normal = Fx.get(() -> Glyphs.of(Font.font(Theme.family(), 13)));
        final Glyphs twice = Fx.get(() -> Glyphs.of(Font.font(Theme.family(), 26)));
        assertEquals(2.0, Fx.get(() -> twice.width("row-17 ▲") / normal.width("row-17 ▲")), 0.05);
        assertEquals("row…", Fx.get(() -> normal.cut("row-17", normal.width("row…") + 0.5)));
    }

    @Test
    void shouldKeepWhatIsReadWhereItIsWhenRowsComeAbove() {
        close();
        count = 400;
        open(true);
        Fx.run(() -> table.scroll(0, 1_000));
        Fx.pulse();
        final List<String> before = names();
        final double place = Fx.get(() -> table.middleOf(table.shown().getFirst().index()));

        count = 450;
        show(400);

        assertEquals(before, names());
        assertEquals(place, Fx.get(() -> table.middleOf(table.shown().getFirst().index())), 1e-9);
    }

    /** All that a person and a session can do, in any order. */
    @RepeatedTest(4)
    void shouldShowWhatAListWouldAndDrawItAsIfAtOnce() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        Predicate<Row> filter = row -> true;
        Comparator<Row> order = null;
        for (int step = 0; step < 25; step++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    final int parts = 1 + random.nextInt(5);
                    filter = row -> row.number % parts == 0;
                    final Predicate<Row> wanted = filter;
                    Fx.run(() -> table.filter(wanted));
                }
                case 1 -> {
                    TableTexts.sort(scene, "#rows", "Value");
                    final Comparator<Row> up = Comparator.comparingLong(Row::value);
                    order = order == null ? up : order.compare(new Row(0, 0), new Row(0, 1)) < 0 ? up.reversed() : null;
                }
                case 2 -> Fx.run(() -> table.hover(random.nextInt(ROWS)));
                case 3 -> Fx.run(() -> table.selectIndex(random.nextInt(ROWS)));
                case 4 -> {
                    for (int i = 0; i < 20; i++) {
                        values[random.nextInt(ROWS)] = random.nextInt(1_000);
                    }
                    show(0);
                    // A sorted table moves rows once a second; a filter moves them now.
                    final Predicate<Row> wanted = filter;
                    Fx.run(() -> table.filter(wanted));
                }
                default -> Fx.run(() -> table.scroll(random.nextInt(41) - 20, random.nextInt(600) - 250));
            }
            Fx.pulse();
            final List<Row> expected = new ArrayList<>(IntStream.range(0, ROWS).mapToObj(i -> new Row(i, values[i])).filter(filter).toList());
            if (order != null) {
                expected.sort(order);
            }
            final List<LiveTable.Shown> shown = Fx.get(table::shown);
            assertTrue(!shown.isEmpty(), () -> "seed " + seed);
            for (final LiveTable.Shown row : shown) {
                assertEquals("row-" + expected.get(row.index()).number, row.cells().getFirst(), () -> "seed " + seed);
                assertEquals(Numbers.count(expected.get(row.index()).value), row.cells().get(1), () -> "seed " + seed);
            }
            final int[] mended = pixels();
            Fx.run(() -> desk.use(Palette.LIGHT));
            Fx.pulse();
            assertNotEquals(Arrays.hashCode(mended), Arrays.hashCode(pixels()), () -> "seed " + seed);
            Fx.run(() -> desk.use(Palette.DARK));
            Fx.pulse();
            assertEquals(Arrays.hashCode(pixels()), Arrays.hashCode(mended), () -> "the drawing was mended wrongly, seed " + seed);
        }
    }

    private int[] pixels() {
        final Picture picture = Fx.picture(scene);
        return IntStream.range(0, picture.width() * picture.height()).map(i -> picture.at(i % picture.width(), i / picture.width())).toArray();
    }
}
