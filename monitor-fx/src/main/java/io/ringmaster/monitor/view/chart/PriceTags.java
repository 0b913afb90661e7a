package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.PositionView;
import io.ringmaster.monitor.view.kit.Brush;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javafx.scene.text.TextAlignment;

/**
 * What holds now, at the right edge: last price, mark, index, average entry, stops, targets and other waiting orders. A price outside the plot stands
 * at its edge with an arrow. Tags that would overlap move apart.
 */
final class PriceTags {

    private static final String TARGET = "target";
    private static final int MOST_ORDERS = 12;
    private static final double CORNER = 2;
    private static final double[] DOTS = {1, 4};

    private final Frame frame;
    private final List<PriceTag> tags;
    /** The highest price first, and the middle of each, from the top. */
    private final List<PriceTag> sorted;
    private final double[] places;

    PriceTags(final Frame frame) {
        this.frame = frame;
        tags = of(frame.visible());
        sorted = tags.stream().sorted(Comparator.comparingLong(PriceTag::priceE8).reversed()).toList();
        places = places();
    }

    /** The tags of a moment, without those that are not known. */
    static List<PriceTag> of(final Visible visible) {
        final List<PriceTag> tags = new ArrayList<>();
        final InstrumentView market = visible.moment().instrument(visible.instrument().index());
        add(tags, "index", market.indexPriceE8(), Ink.THIRD, false);
        add(tags, "mark", market.markPriceE8(), Ink.SECOND, false);
        orders(tags, visible);
        final PositionView position = visible.moment().account().positions().get(visible.instrument().index());
        if (!position.isFlat()) {
            add(tags, TARGET, visible.moment().targetPriceE8(position.instrument()), Ink.GOOD, false);
            final String name = (position.qtyE8() > 0 ? "long " : "short ")
                + Numbers.onStep(Math.abs(position.qtyE8()), visible.instrument().lotE8()) + " entry";
            add(tags, name, position.averageEntryPriceE8(), Ink.ACCENT, false);
        }
        add(tags, "", market.lastPriceE8(), lastInk(visible), true);
        return tags;
    }

    private static Ink lastInk(final Visible visible) {
        final Candle last = visible.candles().isEmpty() ? null : visible.candles().getLast();
        return last == null || CandlePainter.isRising(last) ? Ink.UP : Ink.DOWN;
    }

    private static void orders(final List<PriceTag> tags, final Visible visible) {
        int count = 0;
        for (final OrderRow order : visible.moment().openOrders()) {
            if (order.instrument() == visible.instrument().index() && Visible.isResting(order) && count++ < MOST_ORDERS) {
                final String qty = Numbers.onStep(order.leavesQtyE8(), visible.instrument().lotE8());
                add(tags, name(order) + " " + qty, Visible.levelE8(order), OrderPainter.ink(order.side()), false);
            }
        }
    }

    private static String name(final OrderRow order) {
        final String side = order.side() == Side.BUY ? "buy" : "sell";
        if (order.type() == OrderType.STOP) {
            return "stop " + side;
        }
        return order.purpose() == OrderPurpose.REDUCE ? "exit " + side : side;
    }

    private static void add(final List<PriceTag> tags, final String name, final long priceE8, final Ink ink, final boolean isSolid) {
        if (priceE8 != 0) {
            tags.add(new PriceTag(name, priceE8, ink, isSolid));
        }
    }

    void draw() {
        for (final PriceTag tag : tags) {
            line(tag);
        }
        for (int i = 0; i < places.length; i++) {
            draw(sorted.get(i), places[i]);
        }
    }

    /** Whether a tag stands so near to this height that a label there would touch it. */
    boolean covers(final double y) {
        return Arrays.stream(places).anyMatch(place -> Math.abs(place - y) < frame.layout().line());
    }

    /** A dotted line at the last price and at the target; the others have lines of their own. */
    private void line(final PriceTag tag) {
        if (tag.isSolid() || tag.name().equals(TARGET)) {
            frame.brush().dashes(DOTS);
            frame.level(tag.ink(), 0, frame.layout().plotWidth(), tag.priceE8());
            frame.brush().dashes();
        }
    }

    /** Below the legend: each as near to its price as the one above allows, and then up again from the bottom. */
    private double[] places() {
        final double line = frame.layout().line();
        final double[] middles = new double[sorted.size()];
        double least = frame.layout().legendBottom() + line / 2;
        for (int i = 0; i < middles.length; i++) {
            middles[i] = Math.max(least, frame.yInPlot(sorted.get(i).priceE8()));
            least = middles[i] + line;
        }
        double most = frame.layout().plotBottom() - line / 2;
        for (int i = middles.length - 1; i >= 0; i--) {
            middles[i] = Math.min(most, middles[i]);
            most = middles[i] - line;
        }
        return middles;
    }

    private void draw(final PriceTag tag, final double place) {
        final Brush brush = frame.brush();
        final Layout layout = frame.layout();
        final double top = Math.floor(place - layout.line() / 2);
        final double middle = top + layout.line() / 2;
        brush.roundBox(tag.isSolid() ? tag.ink() : Ink.PANEL, layout.plotWidth() + 1, top, layout.axisWidth() - 2, layout.line(), CORNER);
        if (!tag.isSolid()) {
            brush.roundFrame(tag.ink(), layout.plotWidth() + 1.5, top + 0.5, layout.axisWidth() - 3, layout.line() - 1, CORNER);
        }
        final String price = Numbers.onStep(tag.priceE8(), frame.visible().instrument().tickE8());
        brush.text(tag.isSolid() ? Ink.PANEL : tag.ink(), price, layout.width() - 8, middle, TextAlignment.RIGHT);
        name(tag, top);
    }

    private void name(final PriceTag tag, final double top) {
        final String arrow = tag.priceE8() > frame.price().highE8() ? " ↑" : tag.priceE8() < frame.price().lowE8() ? " ↓" : "";
        final String text = (tag.name() + arrow).strip();
        if (text.isEmpty()) {
            return;
        }
        final Layout layout = frame.layout();
        final double width = layout.textWidth(text) + 10;
        final double right = layout.plotWidth() - 4;
        frame.brush().roundBox(Ink.PANEL, right - width, top + 1, width, layout.line() - 2, CORNER);
        frame.brush().text(tag.ink(), text, right - 5, top + layout.line() / 2, TextAlignment.RIGHT);
    }
}
