package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.model.Candles;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Brush;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Sheet;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/**
 * The drawn part of the chart. Candles are drawn again only when something that they show has changed; the crosshair is made of nodes above them.
 */
final class ChartCanvas extends StackPane {

    private static final double ZOOM_PER_KEY = 1.25;

    private final Sheet chart;
    private final Legend legend = new Legend();
    private final Label hover = new Label();
    private final Label measure = new Label();
    private final TimeAxis time = new TimeAxis();
    private final Crosshair crosshair = new Crosshair();

    private Moment moment;
    private int instrument;
    private Timeframe timeframe;
    private boolean isChosen;
    private boolean isFitted;
    private Content shown;
    private Layout layout;
    private Visible visible;
    private PriceAxis price;
    private int frames;

    /** What a frame shows: a moment with the same content draws the same frame. */
    private record Content(Candle last, int candles, InstrumentView market, int fills, int orders, List<OrderRow> open, SessionFacts.Instrument of) {
    }

    ChartCanvas(final Desk desk) {
        chart = new Sheet(desk, this::paint);
        chart.setId("chart-candles");
        setId("chart-canvas");
        hover.setId("chart-hover");
        hover.getStyleClass().add("chart-hover");
        hover.setManaged(false);
        hover.setVisible(false);
        hover.setMouseTransparent(true);
        measure.setVisible(false);
        setAlignment(Pos.TOP_LEFT);
        setFocusTraversable(true);
        setMinSize(0, 0);
        getChildren().addAll(measure, chart, legend);
        getChildren().addAll(crosshair.nodes());
        getChildren().add(hover);
        widthProperty().addListener((value, before, after) -> refresh());
        heightProperty().addListener((value, before, after) -> refresh());
        measure.fontProperty().addListener((value, before, after) -> refresh());
        new ChartInput(this).listen();
    }

    // ------------------------------------------------------------------ what it shows

    void show(final Moment newest) {
        moment = newest;
        if (instrument >= moment.facts().instruments().size()) {
            instrument = 0;
        }
        isFitted &= !moment.isLoading() || isChosen;
        if (!isFitted || !content().equals(shown)) {
            refresh();
        }
    }

    private SessionFacts.Instrument instrument() {
        return moment.facts().instrument(instrument);
    }

    private Candles candles() {
        return moment.candles(instrument, timeframe.lengthNs());
    }

    /** The whole session, in candles of the timeframe that suits it. */
    private void fit() {
        isFitted = true;
        timeframe = Timeframe.forSpan(moment.timeNs() - moment.firstTimeNs());
        while (candles().isEmpty() && timeframe != Timeframe.D1) {
            timeframe = timeframe.longer();
        }
        time.fit(moment.firstTimeNs(), lastNs(), timeframe.lengthNs());
    }

    /** Whether imported bars are all that there is, and each is longer than a candle. */
    boolean hasOnlyLongerBars() {
        return candles().isEmpty() && moment.shortestBarNs(instrument) > timeframe.lengthNs();
    }

    private long firstNs() {
        return candles().isEmpty() ? moment.firstTimeNs() : candles().openTimeNs(0);
    }

    /** The end of the newest candle. */
    private long lastNs() {
        final Candles candles = candles();
        return candles.isEmpty() ? moment.timeNs() : candles.openTimeNs(candles.size() - 1) + timeframe.lengthNs();
    }

    void choose(final int newInstrument) {
        instrument = newInstrument;
        refresh();
    }

    /** Shows candles of another length, as wide as those before. */
    void choose(final Timeframe chosen) {
        if (visible != null && timeframe != chosen) {
            isChosen = true;
            final double ratio = (double) chosen.lengthNs() / timeframe.lengthNs();
            timeframe = chosen;
            time.rescale(ratio, chosen.lengthNs(), lastNs());
            refresh();
        }
    }

    /** Null before the first moment was shown. */
    Timeframe timeframe() {
        return timeframe;
    }

    boolean isFollowing() {
        return time.isFollowing();
    }

    /** Null before the first moment was shown. */
    Visible visible() {
        return visible;
    }

    TimeAxis time() {
        return time;
    }

    PriceAxis price() {
        return price;
    }

    Crosshair crosshair() {
        return crosshair;
    }

    /** How often the candles were drawn. */
    int frames() {
        return frames;
    }

    // ------------------------------------------------------------------ moving about

    void zoom(final double x, final double factor) {
        if (visible != null) {
            isChosen = true;
            time.zoom(x, factor, timeframe.lengthNs(), lastNs());
            refresh();
        }
    }

    /** Around the crosshair, or the middle without one. */
    void zoomIn(final boolean isCloser) {
        final double x = Double.isNaN(crosshair.x()) ? time.width() / 2 : crosshair.x();
        zoom(x, isCloser ? ZOOM_PER_KEY : 1 / ZOOM_PER_KEY);
    }

    /** @param tenths of the width; a positive number shows earlier candles */
    void step(final int tenths) {
        pan(tenths * time.width() / 10);
    }

    void pan(final double pixels) {
        if (visible != null) {
            isChosen = true;
            time.pan(pixels, firstNs(), lastNs());
            refresh();
        }
    }

    /** Shows the first candles. */
    void goToStart() {
        if (visible != null) {
            isChosen = true;
            time.centre(firstNs() + (long) (time.width() / 2 * time.nsPerPixel()));
            refresh();
        }
    }

    void follow() {
        if (visible != null) {
            time.startFollowing(lastNs());
            refresh();
        }
    }

    // ------------------------------------------------------------------ drawing

    private Content content() {
        final Candles candles = candles();
        return new Content(
            candles.isEmpty() ? null : candles.get(candles.size() - 1), candles.size(), moment.instrument(instrument), moment.fills().size(),
            moment.orders().size(), moment.openOrders(), instrument());
    }

    /** Takes what is visible now, and draws it in the next frame. */
    private void refresh() {
        if (moment == null || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        final long tick = instrument().tickE8();
        final long widest = Math.max(moment.instrument(instrument).lastPriceE8(), moment.instrument(instrument).markPriceE8());
        layout = Layout.of(Math.floor(getWidth()), Math.floor(getHeight()), Numbers.onStep(widest, tick), measure.getFont());
        time.resize(layout.plotWidth());
        if (!isFitted) {
            fit();
        }
        time.follow(lastNs());
        shown = content();
        visible = Visible.of(moment, instrument(), candles(), time.startNs(), time.endNs());
        price = visible.priceAxis(layout.legendBottom(), layout.priceBottom());
        legend.title(instrument().symbol() + "  " + timeframe.label());
        legend.setMaxWidth(layout.plotWidth());
        chart.redraw();
        refreshCrosshair();
        fireEvent(new ChartEvent());
    }

    /** After the crosshair moved. */
    void refreshCrosshair() {
        if (visible == null) {
            return;
        }
        final boolean isIn = crosshair.isIn(layout);
        final Candle candle = isIn ? crosshair.candle(visible, time, timeframe) : shown.last;
        if (candle == null) {
            legend.showGap(isIn ? time.timeAt(crosshair.x()) : 0);
        } else {
            legend.show(candle, instrument(), timeframe);
        }
        final String text = isIn ? crosshair.mark(visible, time, price) : "";
        hover.setVisible(!text.isEmpty());
        if (hover.isVisible()) {
            hover.setText(text);
            hover.autosize();
            hover.relocate(
                Math.clamp(crosshair.x() + 14, 0, Math.max(0, layout.plotWidth() - hover.getWidth())),
                Math.clamp(crosshair.y() + 14, 0, Math.max(0, layout.plotBottom() - hover.getHeight())));
        }
        crosshair.place(layout, time, price, instrument().tickE8());
    }

    private void paint(final Brush brush, final double width, final double height) {
        if (visible == null) {
            return;
        }
        frames++;
        final Frame frame = new Frame(brush, visible, time, price, layout, timeframe);
        final PriceTags tags = new PriceTags(frame);
        Grid.draw(frame, tags);
        PositionPainter.draw(frame);
        ReferencePainter.draw(frame);
        CandlePainter.draw(frame);
        OrderPainter.draw(frame);
        tags.draw();
    }
}
