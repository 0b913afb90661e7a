package io.ringmaster.monitor.window;

import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.TextColumn;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The rows of a table as CSV (RFC 4180): the columns that are visible, in the order on the screen, numbers as other programs read them. */
final class CsvText {

    private CsvText() {
    }

    static <T> String of(final TableView<T> table) {
        final StringBuilder csv = new StringBuilder();
        final List<TableColumn<T, ?>> columns = List.copyOf(table.getVisibleLeafColumns());
        line(csv, columns.stream().map(TableColumn::getText).toList());
        for (final T row : table.getItems()) {
            line(csv, columns.stream().map(column -> Numbers.machine(text(column, row))).toList());
        }
        return csv.toString();
    }

    static String of(final LiveTable<?> table) {
        final StringBuilder csv = new StringBuilder();
        line(csv, table.titles());
        for (int i = 0; i < table.count(); i++) {
            line(csv, table.exported(i).stream().map(Numbers::machine).toList());
        }
        return csv.toString();
    }

    @SuppressWarnings("unchecked")
    private static <T> String text(final TableColumn<T, ?> column, final T row) {
        if (column instanceof final TextColumn<?> known) {
            return ((TextColumn<T>) known).exportedOf(row);
        }
        final Object value = column.getCellData(row);
        return value == null ? "" : value.toString();
    }

    private static void line(final StringBuilder csv, final List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            csv.append(i == 0 ? "" : ",").append(quoted(fields.get(i) == null ? "" : fields.get(i)));
        }
        csv.append("\r\n");
    }

    private static String quoted(final String field) {
        final boolean isPlain = field.chars().noneMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
