package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Candle;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.units.FixedPoint;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** The values of one candle: the one under the crosshair, or the newest. */
final class Legend extends FlowPane {

    private final Label title = new Label();
    private final Map<String, Label> values = new HashMap<>();

    Legend() {
        getStyleClass().add("chart-legend");
        setHgap(12);
        setMouseTransparent(true);
        title.getStyleClass().add("strong");
        title.setId("chart-title");
        getChildren().add(title);
        add("time", "", Ink.MUTED);
        add("open", "O", Ink.TEXT);
        add("high", "H", Ink.TEXT);
        add("low", "L", Ink.TEXT);
        add("close", "C", Ink.TEXT);
        add("change", "", Ink.TEXT);
        add("volume", "V", Ink.TEXT);
        add("mark", "mark", Ink.SECOND);
        add("index", "index", Ink.THIRD);
    }

    private void add(final String id, final String key, final Ink ink) {
        final Label name = new Label(key);
        name.getStyleClass().add("muted");
        final Label value = new Label();
        value.setId("chart-" + id);
        value.getStyleClass().add("number");
        Inks.mark(value, ink);
        values.put(id, value);
        final HBox pair = new HBox(4);
        if (!key.isEmpty()) {
            pair.getChildren().add(name);
        }
        pair.getChildren().add(value);
        getChildren().add(pair);
    }

    private void set(final String id, final String text) {
        final Label label = values.get(id);
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }

    void title(final String text) {
        if (!text.equals(title.getText())) {
            title.setText(text);
        }
    }

    /** Shows the values of a candle. */
    void show(final Candle candle, final SessionFacts.Instrument instrument, final Timeframe timeframe) {
        final long tick = instrument.tickE8();
        set("time", Times.full(candle.openTimeNs()).substring(0, 19));
        set("open", Numbers.onStep(candle.openE8(), tick));
        set("high", Numbers.onStep(candle.highE8(), tick));
        set("low", Numbers.onStep(candle.lowE8(), tick));
        set("close", Numbers.onStep(candle.closeE8(), tick));
        set("volume", Numbers.onStep(candle.volumeE8(), instrument.lotE8()));
        set("mark", price(candle.markE8(), tick));
        set("index", price(candle.indexE8(), tick));
        final long change = candle.closeE8() - candle.openE8();
        set("change", Numbers.signedOnStep(change, tick) + " (" + Numbers.signedPercent(FixedPoint.divideFloor(change, candle.openE8()), 3) + ")");
        Inks.mark(values.get("change"), Palette.ofSign(change));
    }

    private static String price(final long priceE8, final long tickE8) {
        return priceE8 == 0 ? Numbers.NONE : Numbers.onStep(priceE8, tickE8);
    }

    /** Shows that a time has no candle. */
    void showGap(final long timeNs) {
        values.forEach((id, label) -> set(id, Numbers.NONE));
        set("time", timeNs <= 0 ? Numbers.NONE : Times.full(timeNs).substring(0, 19));
        set("change", "no trade and no quote");
        Inks.mark(values.get("change"), Ink.MUTED);
    }
}
