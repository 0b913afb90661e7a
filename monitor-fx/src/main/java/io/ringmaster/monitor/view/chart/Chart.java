package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Candles with our orders, fills, stops and average entry. */
public final class Chart {

    private final ChartCanvas canvas;
    private final Panel panel;
    private final ChoiceBox<String> instruments = new ChoiceBox<>();
    private final Map<Timeframe, ToggleButton> timeframes = new EnumMap<>(Timeframe.class);
    private final ToggleButton follow = new ToggleButton("Follow");
    private List<String> symbols = List.of();

    public Chart(final Desk desk) {
        canvas = new ChartCanvas(desk);
        instruments.setId("chart-instrument");
        instruments.getSelectionModel().selectedIndexProperty().addListener((value, before, after) -> {
            if (after.intValue() >= 0) {
                canvas.choose(after.intValue());
            }
        });
        follow.setId("chart-follow");
        follow.getStyleClass().add("segment");
        follow.setFocusTraversable(false);
        follow.setTooltip(new Tooltip("Keeps the newest candle in view. Key: End"));
        follow.setOnAction(event -> {
            canvas.follow();
            refreshHead();
        });
        panel = new Panel("Chart", canvas).with(instruments, segments(), follow);
        canvas.addEventHandler(ChartEvent.MOVED, event -> refreshHead());
    }

    private HBox segments() {
        final HBox row = new HBox();
        row.getStyleClass().add("segments");
        for (final Timeframe timeframe : Timeframe.values()) {
            final ToggleButton button = new ToggleButton(timeframe.label());
            button.setId("chart-" + timeframe.label());
            button.getStyleClass().add("segment");
            button.setFocusTraversable(false);
            button.setTooltip(new Tooltip("Candles of " + timeframe.label() + ". Keys: [ shorter, ] longer"));
            button.setOnAction(event -> {
                canvas.choose(timeframe);
                refreshHead();
            });
            timeframes.put(timeframe, button);
            row.getChildren().add(button);
        }
        return row;
    }

    public Node node() {
        return panel;
    }

    public void show(final Moment moment) {
        final List<String> known = moment.facts().instruments().stream().map(SessionFacts.Instrument::symbol).toList();
        if (known.isEmpty()) {
            panel.say("The journal names no instrument yet.");
            return;
        }
        if (!known.equals(symbols)) {
            symbols = known;
            instruments.getItems().setAll(known);
            instruments.getSelectionModel().select(0);
            instruments.setVisible(known.size() > 1);
            instruments.setManaged(known.size() > 1);
        }
        canvas.show(moment);
        sayWhatIsMissing();
    }

    private void sayWhatIsMissing() {
        final Visible visible = canvas.visible();
        if (visible != null && canvas.hasOnlyLongerBars()) {
            panel.say("Only bars of " + Times.duration(visible.moment().shortestBarNs(visible.instrument().index())) + " were recorded: choose longer candles"
                + " (key ]).");
        } else if (visible != null && visible.isBlank()) {
            panel.say("No trade, no quote and no bar of " + visible.instrument().symbol() + " was recorded yet.");
        } else {
            panel.showContent();
        }
    }

    /** What keys do on it, wherever the focus is. */
    public List<Command> commands() {
        return List.of(
            new Command("Zoom into the chart", "Equals", () -> canvas.zoomIn(true)),
            new Command("Zoom out of the chart", "Minus", () -> canvas.zoomIn(false)),
            new Command("Show earlier candles", "Left", () -> canvas.step(1)),
            new Command("Show later candles", "Right", () -> canvas.step(-1)),
            new Command("Show the first candles", "Home", canvas::goToStart),
            new Command("Follow the newest candle", "End", canvas::follow),
            new Command("Shorter candles", "Open_Bracket", () -> canvas.choose(canvas.timeframe().shorter())),
            new Command("Longer candles", "Close_Bracket", () -> canvas.choose(canvas.timeframe().longer())));
    }

    private void refreshHead() {
        timeframes.forEach((timeframe, button) -> button.setSelected(timeframe == canvas.timeframe()));
        follow.setSelected(canvas.isFollowing());
        final Visible visible = canvas.visible();
        if (visible != null) {
            sayWhatIsMissing();
            final String hidden = visible.hiddenOrders() == 0 ? "" : ", " + Numbers.count(visible.hiddenOrders()) + " older orders not shown: zoom in";
            panel.aside(count(visible.candles().size(), "candle") + ", " + count(visible.fills().size(), "fill") + ", "
                + count(visible.orders().size(), "order") + hidden + "   " + Times.seconds(canvas.time().startNs()) + " – "
                + Times.seconds(Math.min(canvas.time().endNs(), visible.moment().timeNs())));
        }
    }

    private static String count(final int count, final String what) {
        return Numbers.count(count) + " " + what + (count == 1 ? "" : "s");
    }
}
