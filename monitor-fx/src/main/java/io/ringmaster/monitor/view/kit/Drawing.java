package io.ringmaster.monitor.view.kit;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A canvas that fills its place and is drawn at most once a frame: after {@link #redraw()}, in another size, and in another theme. */
public final class Drawing extends Region {

    private final Canvas canvas = new Canvas();
    /** Has the font of text around it, whose size a person can change. */
    private final Label font = new Label();
    private final Desk desk;
    private final Painter painter;
    /** Held here and weakly by the desk, which outlives the views of a session. */
    private final ChangeListener<Palette> onPalette = (value, before, after) -> redraw();
    private boolean isStale = true;

    /** Draws on a canvas that is clear already. Coordinates are in pixels; a line of one pixel is sharp at a half. The font is that of text around it. */
    @FunctionalInterface
    public interface Painter {
        void draw(GraphicsContext graphics, double width, double height, Palette palette);
    }

    public Drawing(final Desk desk, final Painter painter) {
        this.desk = desk;
        this.painter = painter;
        getStyleClass().add("drawing");
        font.setVisible(false);
        font.setManaged(false);
        font.fontProperty().addListener((value, before, after) -> redraw());
        getChildren().addAll(canvas, font);
        setMinSize(0, 0);
        desk.palette().addListener(new WeakChangeListener<>(onPalette));
    }

    /** Draws again in the next frame. */
    public void redraw() {
        isStale = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        final double width = Math.floor(getWidth() - getInsets().getLeft() - getInsets().getRight());
        final double height = Math.floor(getHeight() - getInsets().getTop() - getInsets().getBottom());
        canvas.relocate(getInsets().getLeft(), getInsets().getTop());
        if (width <= 0 || height <= 0) {
            return;
        }
        if (isStale || width != canvas.getWidth() || height != canvas.getHeight()) {
            isStale = false;
            canvas.setWidth(width);
            canvas.setHeight(height);
            final GraphicsContext graphics = canvas.getGraphicsContext2D();
            graphics.clearRect(0, 0, width, height);
            graphics.setFont(font.getFont());
            painter.draw(graphics, width, height, desk.palette().get());
        }
    }
}
