package io.ringmaster.monitor.view.kit;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/**
 * A column of a table: how a row becomes text, in which colour, and by what it is sorted.
 *
 * @param <T> a row
 */
public final class TextColumn<T> extends TableColumn<T, T> {

    private static final String AT_RIGHT = "number-column";

    private final Function<T, String> text;
    private Function<T, Ink> ink = row -> Ink.TEXT;

    private TextColumn(final String title, final double width, final Function<T, String> text) {
        super(title);
        this.text = text;
        setPrefWidth(width);
        setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        setCellFactory(column -> new Cell());
    }

    /** Text, at the left, sorted as text. */
    public static <T> TextColumn<T> text(final String title, final double width, final Function<T, String> text) {
        final TextColumn<T> column = new TextColumn<>(title, width, text);
        column.setComparator(Comparator.comparing(text));
        return column;
    }

    /** An event time, at the left and muted, sorted by its value. */
    public static <T> TextColumn<T> time(
        final String title, final double width, final ToLongFunction<T> timeNs, final LongFunction<String> text) {
        final TextColumn<T> column = new TextColumn<>(title, width, row -> text.apply(timeNs.applyAsLong(row)));
        column.setComparator(Comparator.comparingLong(timeNs));
        return column.ink(row -> Ink.MUTED);
    }

    /** A number, at the right in digits of one width, sorted by its value. */
    public static <T> TextColumn<T> number(
        final String title, final double width, final ToLongFunction<T> value, final Function<T, String> text) {
        return atRight(title, width, text, Comparator.comparingLong(value));
    }

    /** The same for a value that is no integer. */
    public static <T> TextColumn<T> real(
        final String title, final double width, final ToDoubleFunction<T> value, final Function<T, String> text) {
        return atRight(title, width, text, Comparator.comparingDouble(value));
    }

    private static <T> TextColumn<T> atRight(
        final String title, final double width, final Function<T, String> text, final Comparator<T> order) {
        final TextColumn<T> column = new TextColumn<>(title, width, text);
        column.setComparator(order);
        column.getStyleClass().add(AT_RIGHT);
        return column;
    }

    /** Gives each text a colour that says the same as the text. */
    public TextColumn<T> ink(final Function<T, Ink> of) {
        ink = of;
        return this;
    }

    boolean isAtRight() {
        return getStyleClass().contains(AT_RIGHT);
    }

    /** What the cell of this row shows. */
    public String textOf(final T row) {
        return text.apply(row);
    }

    private final class Cell extends TableCell<T, T> {

        @Override
        protected void updateItem(final T row, final boolean isEmpty) {
            super.updateItem(row, isEmpty);
            setText(isEmpty || row == null ? null : text.apply(row));
            Inks.mark(this, isEmpty || row == null ? Ink.TEXT : ink.apply(row));
        }
    }
}
