package io.ringmaster.monitor.view.chart;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/** What mouse and keys do on the chart. */
final class ChartInput {

    private static final double ZOOM_PER_PIXEL = 0.005;

    private final ChartCanvas canvas;
    private double draggedX;

    ChartInput(final ChartCanvas canvas) {
        this.canvas = canvas;
    }

    void listen() {
        canvas.setOnMouseMoved(this::onMove);
        canvas.setOnMouseExited(event -> {
            canvas.crosshair().hide();
            canvas.refreshCrosshair();
        });
        canvas.setOnMousePressed(event -> {
            canvas.requestFocus();
            draggedX = event.getX();
        });
        canvas.setOnMouseDragged(this::onDrag);
        canvas.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                canvas.follow();
            }
        });
        canvas.setOnScroll(this::onScroll);
        canvas.setOnKeyPressed(this::onKey);
    }

    private void onMove(final MouseEvent event) {
        canvas.crosshair().moveTo(event.getX(), event.getY());
        canvas.refreshCrosshair();
    }

    private void onDrag(final MouseEvent event) {
        final double moved = event.getX() - draggedX;
        draggedX = event.getX();
        canvas.crosshair().moveTo(event.getX(), event.getY());
        if (moved != 0) {
            canvas.pan(moved);
        }
    }

    /** A wheel that turns sideways, or with Shift, moves; otherwise it zooms around the mouse. */
    private void onScroll(final ScrollEvent event) {
        if (Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            canvas.pan(event.getDeltaX());
        } else if (event.getDeltaY() != 0) {
            canvas.zoom(event.getX(), Math.exp(event.getDeltaY() * ZOOM_PER_PIXEL));
        }
        event.consume();
    }

    private void onKey(final KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        final boolean isOurs = switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> then(() -> canvas.zoomIn(true));
            case MINUS, SUBTRACT -> then(() -> canvas.zoomIn(false));
            case LEFT -> then(() -> canvas.step(1));
            case RIGHT -> then(() -> canvas.step(-1));
            case HOME -> then(canvas::goToStart);
            case END -> then(canvas::follow);
            case OPEN_BRACKET -> then(() -> canvas.choose(canvas.timeframe().shorter()));
            case CLOSE_BRACKET -> then(() -> canvas.choose(canvas.timeframe().longer()));
            default -> false;
        };
        if (isOurs) {
            event.consume();
        }
    }

    private static boolean then(final Runnable action) {
        action.run();
        return true;
    }
}
