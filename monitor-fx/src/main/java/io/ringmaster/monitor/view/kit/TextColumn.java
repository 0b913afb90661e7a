package io.ringmaster.monitor.view.kit;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

/**
 * A column of a table: how a row becomes text, in which colour, and by what it is sorted.
 *
 * @param <T> a row
 */
public final class TextColumn<T> extends TableColumn<T, T> {

    private static final String AT_RIGHT = "number-column";
    private static final double BAR_WIDTH = 36;
    private static final double BAR_HEIGHT = 4;

    private final Function<T, String> text;
    private Function<T, String> exported;
    private Function<T, Ink> ink = row -> Ink.TEXT;
    private ToDoubleFunction<T> share;

    private TextColumn(final String title, final double width, final Function<T, String> text) {
        super(title);
        this.text = text;
        exported = text;
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

    /** Gives an export more than fits the screen, such as all decimals. */
    public TextColumn<T> exported(final Function<T, String> of) {
        exported = of;
        return this;
    }

    boolean isAtRight() {
        return getStyleClass().contains(AT_RIGHT);
    }

    /**
     * Draws a small bar before each number.
     *
     * @param of how long the bar is, in [0, 1]; NaN for no bar
     */
    public TextColumn<T> bar(final ToDoubleFunction<T> of) {
        share = of;
        return this;
    }

    Ink inkOf(final T row) {
        return ink.apply(row);
    }

    /** How long the bar before the number is, in [0, 1]; NaN for no bar. */
    double shareOf(final T row) {
        return share == null ? Double.NaN : share.applyAsDouble(row);
    }

    /** What the cell of this row shows. */
    public String textOf(final T row) {
        return text.apply(row);
    }

    public String exportedOf(final T row) {
        return exported.apply(row);
    }

    private final class Cell extends TableCell<T, T> {

        private Bar bar;

        @Override
        protected void updateItem(final T row, final boolean isEmpty) {
            super.updateItem(row, isEmpty);
            render(isEmpty ? null : row);
        }

        private void render(final T row) {
            setText(row == null ? null : text.apply(row));
            Inks.mark(this, row == null ? Ink.TEXT : ink.apply(row));
            if (share != null) {
                renderBar(row == null ? Double.NaN : share.applyAsDouble(row));
            }
        }

        private void renderBar(final double length) {
            if (bar == null) {
                bar = new Bar();
                setGraphic(bar);
                setContentDisplay(ContentDisplay.LEFT);
            }
            bar.show(length);
        }
    }

    private static final class Bar extends Pane {

        private final Rectangle whole = new Rectangle(BAR_WIDTH, BAR_HEIGHT);
        private final Rectangle part = new Rectangle(0, BAR_HEIGHT);

        private Bar() {
            whole.getStyleClass().add("bar-whole");
            part.getStyleClass().add("bar-part");
            setMinSize(BAR_WIDTH, BAR_HEIGHT);
            setMaxSize(BAR_WIDTH, BAR_HEIGHT);
            getChildren().addAll(whole, part);
        }

        private void show(final double length) {
            setVisible(!Double.isNaN(length));
            part.setWidth(Double.isNaN(length) ? 0 : BAR_WIDTH * Math.clamp(length, 0, 1));
        }
    }
}
