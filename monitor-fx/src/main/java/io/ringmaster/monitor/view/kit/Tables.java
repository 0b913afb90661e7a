package io.ringmaster.monitor.view.kit;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleExpression;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/** Dense tables: rows of one height, columns that fill the width, a sentence where there are no rows. */
public final class Tables {

    private static final double SCROLL_BAR_PIXELS = 14;

    private Tables() {
    }

    /**
     * Makes a table. If its last column is text, that column takes the width that is left; otherwise all columns share it.
     *
     * @param name the name of its file when it is exported
     * @param why  the sentence that says why it has no rows
     */
    public static <T> TableView<T> table(
        final String name, final String why, final ObservableList<T> rows, final List<TextColumn<T>> columns) {
        final TableView<T> table = new TableView<>(rows);
        table.setId(name);
        table.getStyleClass().addAll("dense", "rows");
        table.getColumns().addAll(columns);
        if (columns.getLast().isAtRight()) {
            table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        } else {
            giveTheRestToTheLast(table);
        }
        final Label sentence = new Label(why);
        sentence.setWrapText(true);
        sentence.getStyleClass().add("muted");
        table.setPlaceholder(sentence);
        table.setMinSize(0, 0);
        return table;
    }

    private static <T> void giveTheRestToTheLast(final TableView<T> table) {
        final List<TableColumn<T, ?>> columns = List.copyOf(table.getColumns());
        final TableColumn<T, ?> last = columns.getLast();
        DoubleExpression rest = table.widthProperty().subtract(SCROLL_BAR_PIXELS);
        for (final TableColumn<T, ?> column : columns.subList(0, columns.size() - 1)) {
            rest = rest.subtract(column.widthProperty());
        }
        last.prefWidthProperty().bind(Bindings.max(last.getPrefWidth() / 2, rest));
    }

    /** Does something with a row on a double click or Enter. */
    public static <T> void onOpen(final TableView<T> table, final Consumer<T> action) {
        table.setRowFactory(view -> {
            final TableRow<T> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (click.getClickCount() == 2 && !row.isEmpty()) {
                    action.accept(row.getItem());
                }
            });
            return row;
        });
        table.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER && table.getSelectionModel().getSelectedItem() != null) {
                action.accept(table.getSelectionModel().getSelectedItem());
                key.consume();
            }
        });
    }
}
