package io.ringmaster.monitor.view.kit;

import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What mouse and keyboard do on a table. */
final class TableInput<T> {

    private static final double EDGE_PIXELS = 4;
    private static final double DRAG_PIXELS = 6;

    private final LiveTable<T> table;
    private final Tooltip whole = new Tooltip();
    private boolean isTipped;
    private ColumnStrip.Column<T> edge;
    private ColumnStrip.Column<T> pressed;
    private double pressedX;
    private boolean isDragged;

    TableInput(final LiveTable<T> table) {
        this.table = table;
    }

    void listen() {
        table.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPressed);
        table.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDragged);
        table.addEventHandler(MouseEvent.MOUSE_RELEASED, this::onReleased);
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClicked);
        table.addEventHandler(MouseEvent.MOUSE_MOVED, this::onMoved);
        table.addEventHandler(MouseEvent.MOUSE_EXITED, event -> table.hover(-1));
        table.addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    private void onPressed(final MouseEvent event) {
        table.requestFocus();
        edge = null;
        pressed = null;
        isDragged = false;
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (table.isHead(event.getY())) {
            pressedX = event.getX();
            edge = table.edgeAt(event.getX(), EDGE_PIXELS);
            pressed = edge == null ? table.columnAt(event.getX()) : null;
        } else if (event.isShortcutDown() && table.indexAt(event.getY()) == table.selectedIndex()) {
            table.deselect();
        } else if (table.indexAt(event.getY()) >= 0) {
            table.selectIndex(table.indexAt(event.getY()));
        }
        event.consume();
    }

    private void onDragged(final MouseEvent event) {
        isDragged |= Math.abs(event.getX() - pressedX) > DRAG_PIXELS;
        if (edge != null) {
            table.resize(edge, event.getX());
        } else if (pressed != null && isDragged) {
            table.setCursor(Cursor.CLOSED_HAND);
        }
    }

    private void onReleased(final MouseEvent event) {
        if (pressed != null) {
            final ColumnStrip.Column<T> to = table.columnAt(event.getX());
            if (!isDragged) {
                table.sort(pressed, event.isShiftDown());
            } else if (to != null && to != pressed) {
                table.move(pressed, to);
            }
        }
        edge = null;
        pressed = null;
        table.setCursor(Cursor.DEFAULT);
    }

    private void onClicked(final MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !table.isHead(event.getY())) {
            table.open(table.indexAt(event.getY()));
        }
    }

    private void onMoved(final MouseEvent event) {
        table.hover(table.indexAt(event.getY()));
        final boolean isEdge = table.isHead(event.getY()) && table.edgeAt(event.getX(), EDGE_PIXELS) != null;
        table.setCursor(isEdge ? Cursor.H_RESIZE : Cursor.DEFAULT);
        final String text = table.cutTextAt(event.getX(), event.getY());
        whole.setText(text);
        if (text.isEmpty() == isTipped) {
            isTipped = !text.isEmpty();
            if (isTipped) {
                Tooltip.install(table, whole);
            } else {
                Tooltip.uninstall(table, whole);
            }
        }
    }

    private void onScroll(final ScrollEvent event) {
        final boolean isAcross = event.isShiftDown() && event.getDeltaX() == 0;
        final double right = isAcross ? -event.getDeltaY() : -event.getDeltaX();
        if (table.scroll(right, isAcross ? 0 : -event.getDeltaY())) {
            event.consume();
        }
    }

    private void onKey(final KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        final int index = table.selectedIndex();
        switch (event.getCode()) {
            case UP -> table.selectIndex(index < 0 ? 0 : index - 1);
            case DOWN -> table.selectIndex(index + 1);
            case PAGE_UP -> table.selectIndex(index < 0 ? 0 : index - table.page());
            case PAGE_DOWN -> table.selectIndex(index < 0 ? 0 : index + table.page());
            case HOME -> table.selectIndex(0);
            case END -> table.selectIndex(Integer.MAX_VALUE);
            case ENTER -> table.open(index);
            case ESCAPE -> table.deselect();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
