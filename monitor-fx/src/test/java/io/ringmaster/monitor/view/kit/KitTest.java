package io.ringmaster.monitor.view.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.image.Image;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(HeadlessFx.class)
class KitTest {

    private record Row(String symbol, long pnlE8) {
    }

    private static final List<Row> ROWS =
        List.of(new Row("PF_XBTUSD", 125_000_000L), new Row("PF_ETHUSD", -2_050_000_000_000L), new Row("PF_SOLUSD", 0));

    @TempDir
    private Path folder;

    static Stream<Palette> palettes() {
        return Stream.of(Palette.DARK, Palette.LIGHT);
    }

    private static TableView<Row> table() {
        return Fx.get(() -> Tables.table("profits", "No position was opened yet.", FXCollections.observableArrayList(ROWS), List.of(
            TextColumn.text("symbol", 120, Row::symbol),
            TextColumn.number("PnL USD", 120, Row::pnlE8, row -> Numbers.signedMoney(row.pnlE8())).ink(row -> Palette.ofSign(row.pnlE8())))));
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void shouldPaintBackgroundAndPanelInTheColoursOfThePalette(final Palette palette) {
        final Panel panel = Fx.get(() -> new Panel("Profits", new Facts("equity")));
        final Scene scene = Fx.show(Fx.get(() -> {
            final VBox box = new VBox(panel);
            box.setStyle("-fx-padding: 20");
            return box;
        }), 300, 200, palette);

        final Picture picture = Fx.picture(scene);

        assertEquals(rgb(palette, Ink.PAGE), picture.at(5, 5));
        assertEquals(rgb(palette, Ink.PANEL), picture.at(30, 70));
        Fx.close(scene);
    }

    private static int rgb(final Palette palette, final Ink ink) {
        return Integer.parseInt(palette.of(ink).toString().substring(2, 8), 16);
    }

    @Test
    void shouldShowRowsAsTextWithTheirColourAndSortThemByValue() {
        final TableView<Row> table = table();
        final Scene scene = Fx.show(Fx.get(() -> new VBox(table)), 400, 200, Palette.DARK);

        Fx.run(() -> table.getSortOrder().add(table.getColumns().get(1)));
        Fx.pulse();

        final List<String> shown = Fx.get(() -> table.lookupAll(".table-cell.number-column").stream()
            .map(TableCell.class::cast).filter(cell -> cell.getText() != null).sorted((a, b) -> a.getIndex() - b.getIndex())
            .map(cell -> cell.getText() + " " + cell.getStyleClass().stream().filter(each -> each.startsWith("ink-")).toList()).toList());
        assertEquals(List.of("−20,500.00 [ink-down]", "0.00 []", "+1.25 [ink-up]"), shown);
        Fx.close(scene);
    }

    @Test
    void shouldDrawAgainInAnotherSizeAndInAnotherTheme() {
        final FixedDesk desk = new FixedDesk();
        final Drawing drawing = Fx.get(() -> new Drawing(desk, (graphics, width, height, palette) -> {
            graphics.setFill(palette.of(Ink.UP));
            graphics.fillRect(0, 0, width / 2, height);
        }));
        final Scene scene = Fx.show(drawing, 200, 100, Palette.DARK);
        assertEquals(rgb(Palette.DARK, Ink.UP), Fx.picture(scene).at(90, 50));
        assertNotEquals(rgb(Palette.DARK, Ink.UP), Fx.picture(scene).at(110, 50));

        Fx.run(() -> desk.use(Palette.LIGHT));
        Fx.pulse();

        assertEquals(rgb(Palette.LIGHT, Ink.UP), Fx.picture(scene).at(90, 50));
        Fx.close(scene);
    }

    @Test
    void shouldDrawTextAsLargeAsTheTextAround() {
        final double[] drawn = new double[1];
        final Drawing drawing = Fx.get(() -> new Drawing(new FixedDesk(), (graphics, width, height, palette) -> drawn[0] = graphics.getFont().getSize()));
        final Scene scene = Fx.show(drawing, 200, 100, Palette.DARK);
        assertEquals(13, Fx.get(() -> drawn[0]));

        Fx.run(() -> Theme.dress(scene, Palette.DARK, 2));
        Fx.pulse();

        assertEquals(26, Fx.get(() -> drawn[0]));
        Fx.close(scene);
    }

    /** Twenty facts do not fit: the first one is below the title, and the last ones are cut. */
    @Test
    void shouldNotLayContentOverTheTitleOfAPanel() {
        final Facts facts = Fx.get(() -> new Facts(IntStream.range(0, 20).mapToObj(i -> "fact " + i).toArray(String[]::new)));
        final Panel panel = Fx.get(() -> new Panel("Facts", facts));
        final Scene scene = Fx.show(panel, 200, 150, Palette.DARK);

        final double head = Fx.get(() -> panel.lookup(".panel-head").getLayoutBounds().getHeight());
        final double first = Fx.get(() -> facts.getChildren().getFirst().localToScene(0, 0).getY());

        assertTrue(first >= head, "title ends at " + head + ", the first fact begins at " + first);
        Fx.close(scene);
    }

    @Test
    void shouldSayWhyAPanelIsEmpty() {
        final Panel panel = Fx.get(() -> new Panel("Fills", new Facts("fills")));

        Fx.run(() -> panel.say("No order was filled yet."));
        assertEquals("No order was filled yet.", Fx.get(panel::sentence));

        Fx.run(panel::showContent);
        assertEquals("", Fx.get(panel::sentence));
    }

    /** JavaFX's own reader must see every pixel as it was. */
    @Test
    void shouldWriteAPictureThatReadsBackPixelByPixel() throws IOException {
        final Scene scene = Fx.show(Fx.get(() -> new VBox(new Panel("Profits", new Facts("equity", "drawdown")), table())), 317, 211, Palette.LIGHT);
        final Picture picture = Fx.picture(scene);
        final Path file = folder.resolve("view.png");

        picture.write(file);

        final Image read = Fx.get(() -> new Image(file.toUri().toString()));
        assertEquals(317, (int) read.getWidth());
        assertEquals(211, (int) read.getHeight());
        int different = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                different += (read.getPixelReader().getArgb(x, y) & 0xff_ff_ff) == picture.at(x, y) ? 0 : 1;
            }
        }
        assertEquals(0, different, "pixels differ");
        assertTrue(read.getException() == null, () -> read.getException().toString());
        if (System.getProperty("pictures") != null) {
            Fx.write(scene, Path.of(System.getProperty("pictures"), "kit.png"));
        }
        Fx.close(scene);
    }
}
