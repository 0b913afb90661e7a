package io.ringmaster.monitor.view.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;

/** Reads the cells that a table shows, and acts on it as a person does. */
public final class TableTexts {

    private TableTexts() {
    }

    /** The rows on the screen, from the top: their cells with a bar between them. */
    public static List<String> rows(final Scene scene, final String table) {
        return cells(scene, table).stream().map(row -> String.join(" | ", row)).toList();
    }

    /** One column of the rows on the screen. */
    public static List<String> column(final Scene scene, final String table, final int column) {
        return cells(scene, table).stream().map(row -> row.get(column)).toList();
    }

    private static List<List<String>> cells(final Scene scene, final String table) {
        return Fx.find(scene, table) instanceof final LiveTable<?> live
            ? Fx.get(() -> live.shown().stream().map(LiveTable.Shown::cells).toList()) : cellsOf(Fx.find(scene, table));
    }

    /** Its cells follow its rows in the next frame. */
    private static List<List<String>> cellsOf(final TableView<?> table) {
        Fx.pulse();
        return Fx.get(() -> {
            final List<TableRow<?>> rows = new ArrayList<>();
            for (final Node node : table.lookupAll(".table-row-cell")) {
                if (node instanceof final TableRow<?> row && !row.isEmpty() && row.isVisible()) {
                    rows.add(row);
                }
            }
            rows.sort(Comparator.comparingInt(IndexedCell::getIndex));
            return rows.stream().map(row -> row.lookupAll(".table-cell").stream().map(TableCell.class::cast)
                .sorted(Comparator.comparingDouble(Node::getLayoutX)).map(cell -> String.valueOf(cell.getText())).toList()).toList();
        });
    }

    /** The sentence in a table without rows. */
    public static String placeholder(final Scene scene, final String table) {
        return Fx.get(() -> live(scene, table).sentence());
    }

    private static LiveTable<?> live(final Scene scene, final String table) {
        return Fx.find(scene, table);
    }

    /** Clicks on a row. */
    public static void select(final Scene scene, final String table, final int row) {
        click(scene, table, row, 1);
    }

    /** Clicks twice on a row. */
    public static void open(final Scene scene, final String table, final int row) {
        click(scene, table, row, 2);
    }

    private static void click(final Scene scene, final String table, final int row, final int clicks) {
        final LiveTable<?> live = live(scene, table);
        Fx.click(live, 20, Fx.get(() -> live.middleOf(row)), clicks);
    }

    /** The place of the row that is selected; -1 without one. */
    public static int selected(final Scene scene, final String table) {
        return Fx.get(() -> live(scene, table).selectedIndex());
    }

    /** Clicks on the header of a column. */
    public static void sort(final Scene scene, final String table, final String title) {
        final LiveTable<?> live = live(scene, table);
        Fx.click(live, Fx.get(() -> live.middleOf(title)), 5, 1);
    }

    /** The texts of the buttons of a {@link Choice}. */
    public static List<String> buttons(final Scene scene, final String choice) {
        return Fx.get(() -> Fx.<Choice>find(scene, choice).getChildren().stream().map(each -> ((ToggleButton) each).getText()).toList());
    }

    /** Clicks on a button of a {@link Choice}. */
    public static void choose(final Scene scene, final String choice, final int place) {
        Fx.run(() -> ((ToggleButton) Fx.<Choice>find(scene, choice).getChildren().get(place)).fire());
        Fx.pulse();
    }
}
