package io.ringmaster.monitor.view.kit;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;

/** Where a table is scrolled to, and its scroll bars. */
final class TableScroll {

    static final double BAR_PIXELS = 11;

    private final ScrollBar down = new ScrollBar();
    private final ScrollBar across = new ScrollBar();

    /** @param onScroll called when it is scrolled */
    TableScroll(final Runnable onScroll) {
        across.setOrientation(Orientation.HORIZONTAL);
        down.setOrientation(Orientation.VERTICAL);
        for (final ScrollBar bar : bars()) {
            bar.setFocusTraversable(false);
            bar.valueProperty().addListener((value, before, after) -> onScroll.run());
        }
    }

    List<ScrollBar> bars() {
        return List.of(down, across);
    }

    /** Pixels above what is seen. */
    double down() {
        return down.getValue();
    }

    /** Pixels left of what is seen. */
    double across() {
        return across.getValue();
    }

    /** Scrolls; false if it is at its end. */
    boolean by(final double rightPixels, final double downPixels) {
        final double wasAcross = across.getValue();
        final double wasDown = down.getValue();
        across.setValue(Math.clamp(wasAcross + rightPixels, 0, across.getMax()));
        down.setValue(Math.clamp(wasDown + downPixels, 0, down.getMax()));
        return wasAcross != across.getValue() || wasDown != down.getValue();
    }

    /** Scrolls until a row can be seen. */
    void reveal(final double top, final double height, final double room) {
        if (top < down.getValue()) {
            down.setValue(top);
        } else if (top + height > down.getValue() + room) {
            down.setValue(Math.min(down.getMax(), top + height - room));
        }
    }

    /** Puts the bar at the right of this rectangle, if it is needed. */
    void placeDown(final double right, final double top, final double room, final double whole) {
        range(down, whole, room);
        down.resizeRelocate(right - BAR_PIXELS, top, BAR_PIXELS, Math.max(0, room));
    }

    /** Puts the bar at the bottom, if it is needed. */
    void placeAcross(final double bottom, final double room, final double whole) {
        range(across, whole, room);
        across.resizeRelocate(0, bottom - BAR_PIXELS, Math.max(0, room), BAR_PIXELS);
    }

    private static void range(final ScrollBar bar, final double whole, final double room) {
        final double most = Math.max(0, whole - Math.max(0, room));
        bar.setVisible(most > 1);
        if (bar.getMax() != most) {
            bar.setMax(most);
        }
        bar.setVisibleAmount(whole <= 0 ? 0 : most * Math.clamp(room / whole, 0, 1));
        bar.setBlockIncrement(Math.max(1, room));
        if (bar.getValue() > most) {
            bar.setValue(most);
        }
    }
}
