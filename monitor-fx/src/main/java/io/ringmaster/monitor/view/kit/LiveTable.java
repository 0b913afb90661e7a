package io.ringmaster.monitor.view.kit;

import io.ringmaster.monitor.model.Rows;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/**
 * A table of rows that come or change while you look: filtered, and in the order of the headers that you clicked. A row is read when it is shown.
 * What you read stays where it is when rows are added above it, and what is selected stays selected. A sorted table is arranged once a second, so
 * that rows do not jump with each event.
 *
 * <p>It is a drawing, not a node for each cell: ten thousand rows scroll at the rate of the screen without a graphics card. {@link #shown()} says what
 * was drawn.
 *
 * @param <T> a row
 */
public final class LiveTable<T> extends Region {

    private static final Duration CALM = Duration.seconds(1);
    private static final int NONE = -1;

    private final Arrangement<T> rows;
    private final ColumnStrip<T> strip;
    private final TableBody<T> body;
    private final Label font = new Label();
    private final Label sentence = new Label();
    private final TableScroll scroll = new TableScroll(this::redraw);
    private final Calm arranging = new Calm(CALM, this::arrange);
    /** Held here and weakly by the desk, which outlives the views of a session. */
    private final ChangeListener<Palette> onPalette = (value, before, after) -> redraw();
    private Object session = "";
    private Consumer<T> onSelect = row -> { };
    private Consumer<T> onOpen = row -> { };
    private int selected = NONE;
    private String why;
    private boolean isFilterFixed;

    /** A row as it was drawn: its place in the table, and what its cells say from left to right. */
    public record Shown(int index, List<String> cells) {
    }

    private LiveTable(final Desk desk, final String name, final String why, final List<TextColumn<T>> columns, final boolean isNewestFirst) {
        this.why = why;
        rows = new Arrangement<>(isNewestFirst);
        strip = new ColumnStrip<>(columns);
        body = new TableBody<>(desk, rows, strip, font.fontProperty(), scroll, this::selectedIndex);
        setId(name);
        getStyleClass().add("live-table");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setMinSize(0, 0);
        font.setVisible(false);
        font.setManaged(false);
        sentence.setWrapText(true);
        sentence.getStyleClass().addAll("muted", "live-table-sentence");
        getChildren().addAll(font, body, sentence);
        getChildren().addAll(scroll.bars());
        desk.palette().addListener(new WeakChangeListener<>(onPalette));
        font.fontProperty().addListener((value, before, after) -> requestLayout());
        body.outputScaleProperty().addListener((value, before, after) -> requestLayout());
        focusedProperty().addListener((value, before, after) -> redraw());
        new TableInput<>(this).listen();
        sayWhy();
    }

    /** A table of rows that are only added: the newest first, until you click a header. */
    public static <T> LiveTable<T> newestFirst(final Desk desk, final String name, final String why, final List<TextColumn<T>> columns) {
        return new LiveTable<>(desk, name, why, columns, true);
    }

    /** A table of rows whose number is fixed and whose values change. */
    public static <T> LiveTable<T> ofFixedRows(final Desk desk, final String name, final String why, final List<TextColumn<T>> columns) {
        return new LiveTable<>(desk, name, why, columns, false);
    }

    // ------------------------------------------------------------------ what it shows

    /** Says why there are no rows. */
    public void why(final String text) {
        why = text;
        sayWhy();
    }

    private void sayWhy() {
        final int hidden = rows.sourceSize();
        final String text = rows.count() > 0 ? "" : hidden == 0 || isFilterFixed ? why
            : "Nothing passes the filter: " + Numbers.count(hidden) + (hidden == 1 ? " row is hidden." : " rows are hidden.");
        if (!text.equals(sentence.getText())) {
            sentence.setText(text);
        }
    }

    /** Shows only rows that pass, always: the others are not rows of this table, and not hidden. */
    public void only(final Predicate<? super T> passes) {
        isFilterFixed = true;
        filter(passes);
    }

    /** What it says instead of rows; empty if there are some. */
    public String sentence() {
        return sentence.getText();
    }

    /** Does something with the row that a person selects, or with null when nothing is selected any more. */
    public void onSelect(final Consumer<T> action) {
        onSelect = action;
    }

    /** Does something with a row on a double click or Enter. */
    public void onOpen(final Consumer<T> action) {
        onOpen = action;
    }

    /** Shows only the rows that pass. */
    public void filter(final Predicate<? super T> wanted) {
        rows.filter(wanted);
        arranging.now();
    }

    /**
     * Shows the rows of a moment.
     *
     * @param of        what the rows are of; another one forgets what is selected
     * @param count     how many rows there are
     * @param reader    makes a row
     * @param unchanged so many of the first rows are as they were
     */
    public void show(final Object of, final int count, final IntFunction<T> reader, final int unchanged) {
        final boolean isOther = !of.equals(session);
        final boolean isShorter = count < rows.sourceSize();
        session = of;
        rows.show(count, reader, isOther ? 0 : unchanged);
        if (isOther || selected >= count) {
            deselect();
        }
        if (isOther || isShorter) {
            arranging.now();
        } else if (rows.isBehind() && rows.isSorted()) {
            arranging.ask();
        } else if (rows.isBehind()) {
            arrange();
        }
        redraw();
    }

    /** Shows the rows of a moment that do not change when there are more of them. */
    public void show(final Object of, final Rows<T> all) {
        show(of, all.size(), all::get, all.size());
    }

    private void arrange() {
        final int above = rows.arrange();
        if (above != 0 && scroll.down() > 0) {
            layOut();
            scroll.by(0, above * body.rowHeight());
        }
        sayWhy();
        requestLayout();
        redraw();
    }

    /** How many rows pass the filter. */
    public int count() {
        return rows.count();
    }

    /** The titles of the columns, from left to right. */
    public List<String> titles() {
        return strip.columns().stream().map(column -> column.text().getText()).toList();
    }

    /** What the cells of a row say, from left to right. */
    public List<String> texts(final int index) {
        return strip.columns().stream().map(column -> column.text().textOf(rows.get(index))).toList();
    }

    /** What an export says of a row, from left to right. */
    public List<String> exported(final int index) {
        return strip.columns().stream().map(column -> column.text().exportedOf(rows.get(index))).toList();
    }

    /** The rows on the screen as they were drawn, from the top. */
    public List<Shown> shown() {
        return body.shown();
    }

    // ------------------------------------------------------------------ what a person does

    /** The row of the source that is selected; -1 without one. */
    public int selected() {
        return selected;
    }

    /** The place of the selected row; -1 without one. */
    public int selectedIndex() {
        return selected == NONE ? NONE : rows.indexOf(selected);
    }

    /** Selects a row of the source, and shows it. */
    public void select(final int row) {
        selected = row;
        final int index = selectedIndex();
        if (index != NONE) {
            reveal(index);
        }
        redraw();
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    /** Selects the row at a place of the table, as a person does. */
    void selectIndex(final int index) {
        if (rows.count() > 0) {
            select(rows.rowAt(Math.clamp(index, 0, rows.count() - 1)));
            onSelect.accept(rows.get(selectedIndex()));
        }
    }

    void deselect() {
        if (selected != NONE) {
            selected = NONE;
            redraw();
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
            onSelect.accept(null);
        }
    }

    void open(final int index) {
        if (index >= 0 && index < rows.count()) {
            onOpen.accept(rows.get(index));
        }
    }

    void sort(final ColumnStrip.Column<T> column, final boolean isBesideOthers) {
        if (column.text().isSortable()) {
            strip.sort(column, isBesideOthers);
            rows.sort(strip.comparator());
            arranging.now();
        }
    }

    void hover(final int index) {
        body.hover(index);
    }

    /** Scrolls; false if it is at its end. */
    public boolean scroll(final double rightPixels, final double downPixels) {
        return scroll.by(rightPixels, downPixels);
    }

    private void reveal(final int index) {
        layOut();
        scroll.reveal(index * body.rowHeight(), body.rowHeight(), body.roomForRows());
    }

    /** The place of the row at a height of the table; -1 if there is none. */
    int indexAt(final double y) {
        final int index = (int) Math.floor((y - body.headHeight() + scroll.down()) / body.rowHeight());
        return y < body.headHeight() || index >= rows.count() || y > body.getHeight() ? NONE : index;
    }

    /** How many whole rows are on the screen. */
    int page() {
        return Math.max(1, (int) (body.roomForRows() / body.rowHeight()));
    }

    /** The middle of a row, in pixels from the top of the table. */
    double middleOf(final int index) {
        return body.headHeight() + (index + 0.5) * body.rowHeight() - scroll.down();
    }

    /** The middle of the column with this title, in pixels from the left of the table. */
    double middleOf(final String title) {
        final ColumnStrip.Column<T> column = strip.columns().stream().filter(each -> each.text().getText().equals(title)).findFirst().orElseThrow();
        return (column.left() + column.right()) / 2.0 / body.outputScale() - scroll.across();
    }

    boolean isHead(final double y) {
        return y < body.headHeight();
    }

    /** The column at a place of the table; null beside the columns. */
    ColumnStrip.Column<T> columnAt(final double x) {
        return strip.at(inStrip(x));
    }

    /** The column whose right edge is near; null if none is. */
    ColumnStrip.Column<T> edgeAt(final double x, final double near) {
        return strip.edgeAt(inStrip(x), near * body.outputScale());
    }

    /** Moves the right edge of a column. */
    void resize(final ColumnStrip.Column<T> column, final double rightEdge) {
        strip.resize(column, inStrip(rightEdge) - column.left(), stripScale());
        layOut();
    }

    /** Puts a column where another one is. */
    void move(final ColumnStrip.Column<T> column, final ColumnStrip.Column<T> to) {
        strip.move(column, to);
        layOut();
    }

    /** The whole text of the cell or title at this place if it is cut off there; otherwise an empty one. */
    String cutTextAt(final double x, final double y) {
        final ColumnStrip.Column<T> column = columnAt(x);
        final int index = indexAt(y);
        if (column == null || index == NONE && !isHead(y)) {
            return "";
        }
        final String text = isHead(y) ? column.text().getText() : column.text().textOf(rows.get(index));
        return body.painter().isCut(column, text) ? text : "";
    }

    private double inStrip(final double x) {
        return (x + scroll.across()) * body.outputScale();
    }

    /** Pixels of the screen in one of a column. */
    private double stripScale() {
        return body.outputScale() * font.getFont().getSize() / Theme.TEXT_PIXELS;
    }

    @Override
    public Object queryAccessibleAttribute(final AccessibleAttribute attribute, final Object... parameters) {
        return attribute == AccessibleAttribute.TEXT ? inWords() : super.queryAccessibleAttribute(attribute, parameters);
    }

    /** The selected row for people who cannot see it: {@code row 3 of 10: Strategy fast, Signal LONG}. */
    private String inWords() {
        final int index = selectedIndex();
        if (rows.count() == 0) {
            return sentence.getText();
        }
        if (index == NONE) {
            return getId() + ", " + Numbers.count(rows.count()) + (rows.count() == 1 ? " row" : " rows");
        }
        final StringBuilder words = new StringBuilder("row " + Numbers.count(index + 1) + " of " + Numbers.count(rows.count()));
        final List<String> texts = texts(index);
        for (int i = 0; i < texts.size(); i++) {
            words.append(i == 0 ? ": " : ", ").append(titles().get(i)).append(' ').append(texts.get(i));
        }
        return words.toString();
    }

    // ------------------------------------------------------------------ where it is

    /** Draws again in the next frame. */
    void redraw() {
        body.requestLayout();
    }

    @Override
    protected double computePrefHeight(final double width) {
        return body.headHeight() + Math.max(1, rows.count()) * body.rowHeight();
    }

    @Override
    protected void layoutChildren() {
        layOut();
    }

    private void layOut() {
        final double width = Math.floor(getWidth());
        final double height = Math.floor(getHeight());
        final double head = body.headHeight();
        final double rowsHeight = rows.count() * body.rowHeight();
        boolean isLong = rowsHeight > height - head;
        double strips = layOutColumns(width, isLong);
        final boolean isWide = strips > roomAcross(width, isLong) + 1;
        if (isWide && !isLong && rowsHeight > height - head - TableScroll.BAR_PIXELS) {
            isLong = true;
            strips = layOutColumns(width, true);
        }
        final double bottom = height - (isWide ? TableScroll.BAR_PIXELS : 0);
        scroll.placeDown(width, head, bottom - head, rowsHeight);
        scroll.placeAcross(height, roomAcross(width, isLong), strips);
        body.resizeRelocate(0, 0, Math.max(0, roomAcross(width, isLong)), Math.max(0, bottom));
        sentence.setVisible(rows.count() == 0);
        sentence.resizeRelocate(0, head, width, Math.max(0, height - head));
        redraw();
    }

    private static double roomAcross(final double width, final boolean isLong) {
        return width - (isLong ? TableScroll.BAR_PIXELS : 0);
    }

    private double layOutColumns(final double width, final boolean isLong) {
        return strip.layOut(roomAcross(width, isLong) * body.outputScale(), stripScale()) / body.outputScale();
    }
}
