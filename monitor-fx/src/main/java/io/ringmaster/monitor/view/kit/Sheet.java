package io.ringmaster.monitor.view.kit;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.layout.Region;

/**
 * A drawing for what moves with every frame: a {@link Drawing} whose pixels are drawn in memory, which costs a tenth of a canvas without a graphics
 * card. It is drawn at most once a frame: after {@link #redraw()}, in another size, and in another theme.
 */
public final class Sheet extends Region {

    private final Raster raster = new Raster();
    private final Region frame = new Region() {
        @Override
        protected void layoutChildren() {
            draw();
        }
    };
    private final Desk desk;
    private final Painter painter;
    private final ObservableValue<Number> outputScale = Raster.outputScale(this);
    /** Held here and weakly by the desk, which outlives the views of a session. */
    private final ChangeListener<Palette> onPalette = (value, before, after) -> redraw();
    private boolean isStale = true;

    /** Draws on a sheet in the colour of a panel. */
    @FunctionalInterface
    public interface Painter {
        void draw(Brush brush, double width, double height);
    }

    public Sheet(final Desk desk, final Painter painter) {
        this.desk = desk;
        this.painter = painter;
        frame.setManaged(false);
        frame.setMouseTransparent(true);
        getChildren().addAll(raster.node(), frame);
        raster.node().setManaged(false);
        setMinSize(0, 0);
        desk.palette().addListener(new WeakChangeListener<>(onPalette));
        outputScale.addListener((value, before, after) -> redraw());
    }

    /** Draws again in the next frame; nothing else is laid out for it. */
    public void redraw() {
        isStale = true;
        frame.requestLayout();
    }

    @Override
    protected void layoutChildren() {
        frame.requestLayout();
    }

    private void draw() {
        final double scale = outputScale.getValue().doubleValue();
        final int width = (int) Math.round(Math.floor(getWidth()) * scale);
        final int height = (int) Math.round(Math.floor(getHeight()) * scale);
        if (width <= 0 || height <= 0) {
            return;
        }
        if (raster.resize(width, height, scale) || isStale) {
            isStale = false;
            final Palette palette = desk.palette().get();
            final Brush brush = new Brush(raster, scale, palette);
            raster.fill(0, 0, width, height, Raster.rgb(palette.of(Ink.PANEL)));
            painter.draw(brush, Math.floor(getWidth()), Math.floor(getHeight()));
            raster.publish();
        }
    }
}
