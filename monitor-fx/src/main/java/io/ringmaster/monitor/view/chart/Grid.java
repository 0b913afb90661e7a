package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import javafx.scene.text.TextAlignment;

/** Lines at round prices and times (UTC), with their labels on the axes. */
final class Grid {

    private static final double LEAST_LINES_APART = 2.4;
    private static final double TIME_PIXELS = 96;
    private static final long NS_PER_MINUTE = 60_000_000_000L;
    private static final long NS_PER_DAY = 1_440 * NS_PER_MINUTE;

    private Grid() {
    }

    static void draw(final Frame frame, final PriceTags tags) {
        frame.brush().font(frame.layout().font());
        drawPrices(frame, tags);
        drawTimes(frame);
        final double right = Frame.sharp(frame.layout().plotWidth());
        final double bottom = Frame.sharp(frame.layout().plotBottom());
        final double between = Frame.sharp(frame.layout().volumeTop() - 3);
        frame.brush().line(Ink.LINE, right, 0, right, bottom);
        frame.brush().line(Ink.LINE, 0, bottom, frame.layout().width(), bottom);
        frame.brush().line(Ink.GRID, 0, between, right, between);
    }

    private static void drawPrices(final Frame frame, final PriceTags tags) {
        final PriceAxis axis = frame.price();
        final Layout layout = frame.layout();
        final long tick = frame.visible().instrument().tickE8();
        final double perPixel = (axis.highE8() - axis.lowE8()) / (axis.bottom() - axis.top());
        final long step = RoundSteps.price(perPixel * layout.line() * LEAST_LINES_APART, tick);
        final long highest = axis.priceAt(layout.line() / 2);
        for (long price = Math.ceilDiv(axis.priceAt(layout.priceBottom()), step) * step; price <= highest; price += step) {
            final double y = Frame.sharp(axis.yOf(price));
            frame.brush().line(Ink.GRID, 0, y, layout.plotWidth(), y);
            // A tag at the same place says more; a label that it would cut is left out.
            if (!tags.covers(y)) {
                frame.brush().text(Ink.MUTED, Numbers.onStep(price, tick), layout.width() - 8, y, TextAlignment.RIGHT);
            }
        }
    }

    private static void drawTimes(final Frame frame) {
        final Layout layout = frame.layout();
        final TimeAxis axis = frame.time();
        final long step = RoundSteps.time(axis.nsPerPixel() * TIME_PIXELS);
        for (long time = Math.ceilDiv(axis.startNs(), step) * step; time < axis.endNs(); time += step) {
            final double x = Frame.sharp(axis.xOf(time));
            frame.brush().line(Ink.GRID, x, 0, x, layout.plotBottom());
            final String label = label(time, step);
            final double half = layout.textWidth(label) / 2;
            if (x - half > 0 && x + half < layout.plotWidth()) {
                final Ink ink = time % NS_PER_DAY == 0 ? Ink.TEXT : Ink.MUTED;
                frame.brush().text(ink, label, x, layout.plotBottom() + layout.line() / 2, TextAlignment.CENTER);
            }
        }
        frame.brush().text(Ink.MUTED, "UTC", layout.width() - 8, layout.plotBottom() + layout.line() / 2, TextAlignment.RIGHT);
    }

    /** The day at midnight, otherwise the time, with seconds where lines are closer than a minute. */
    static String label(final long timeNs, final long stepNs) {
        if (timeNs % NS_PER_DAY == 0) {
            return Times.day(timeNs);
        }
        final String seconds = Times.seconds(timeNs);
        return stepNs < NS_PER_MINUTE ? seconds : seconds.substring(0, seconds.length() - 3);
    }
}
