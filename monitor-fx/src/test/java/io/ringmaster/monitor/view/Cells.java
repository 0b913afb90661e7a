package io.ringmaster.monitor.view;

import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.TextColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** What the cells of a table show. */
final class Cells {

    private Cells() {
    }

    /** A row, from left to right. */
    static List<String> row(final TableView<?> table, final int index) {
        return Fx.get(() -> texts(table, index));
    }

    /** All rows, from top to bottom. */
    static List<List<String>> all(final TableView<?> table) {
        return Fx.get(() -> {
            final List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < table.getItems().size(); i++) {
                rows.add(texts(table, i));
            }
            return rows;
        });
    }

    /** All rows, from top to bottom. */
    static List<List<String>> all(final LiveTable<?> table) {
        return Fx.get(() -> IntStream.range(0, table.count()).mapToObj(table::texts).toList());
    }

    private static <T> List<String> texts(final TableView<T> table, final int index) {
        final List<String> texts = new ArrayList<>();
        for (final TableColumn<T, ?> column : table.getColumns()) {
            texts.add(text((TableColumn<?, ?>) column, table.getItems().get(index)));
        }
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static <T> String text(final TableColumn<?, ?> column, final T row) {
        return ((TextColumn<T>) column).textOf(row);
    }
}
