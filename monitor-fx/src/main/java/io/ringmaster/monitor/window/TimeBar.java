package io.ringmaster.monitor.window;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/** Where in the session the screen is: the strip of the whole session, playing, and jumps from one happening to the next. */
final class TimeBar extends HBox {

    /** Seconds of the session in a second. */
    static final int[] SPEEDS = {1, 2, 5, 10, 30, 60, 100, 300, 1_000};

    private final Travel travel;
    private final TimeStrip strip;
    private final Button play = new Button();
    private final Button live = new Button("Follow");
    private final ChoiceBox<Integer> speed = new ChoiceBox<>();
    private final ChoiceBox<Travel.Stop> stops = new ChoiceBox<>();
    private final Label time = new Label();

    TimeBar(final Desk desk, final Travel travel) {
        this.travel = travel;
        strip = new TimeStrip(desk);
        getStyleClass().add("time-bar");
        HBox.setHgrow(strip, Priority.ALWAYS);
        speed.getItems().setAll(IntStream.of(SPEEDS).boxed().toList());
        speed.setValue(travel.speed());
        speed.setConverter(shown((Integer times) -> Numbers.timesCount(times)));
        speed.setId("speed");
        speed.valueProperty().addListener((value, before, chosen) -> travel.speed(chosen));
        stops.getItems().setAll(Travel.Stop.values());
        stops.setValue(Travel.Stop.FILL);
        stops.setConverter(shown(Travel.Stop::title));
        stops.setId("stops");
        play.setId("play");
        play.setOnAction(press -> travel.playOrPause());
        live.setId("follow");
        live.setOnAction(press -> travel.follow());
        time.setId("time");
        time.getStyleClass().addAll("number", "time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        final Button previous = button("previous", "◀", "Previous of these");
        previous.setOnAction(press -> travel.previous(stops.getValue()));
        final Button next = button("next", "▶", "Next of these");
        next.setOnAction(press -> travel.next(stops.getValue()));
        play.setTooltip(new Tooltip("Play or pause (Space)"));
        live.setTooltip(new Tooltip("Follow the end of the journal (G)"));
        getChildren().addAll(play, speed, previous, stops, next, strip, time, live);
        for (final Region each : new Region[] {play, speed, previous, stops, next, live}) {
            each.setFocusTraversable(false);
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
    }

    private static Button button(final String id, final String text, final String says) {
        final Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(says));
        return button;
    }

    private static <T> StringConverter<T> shown(final Function<T, String> text) {
        return new StringConverter<>() {
            @Override
            public String toString(final T value) {
                return value == null ? "" : text.apply(value);
            }

            @Override
            public T fromString(final String typed) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        };
    }

    void show(final Moment moment) {
        strip.show(moment);
        time.setText(Times.millis(moment.timeNs()));
        play.setText(moment.speed() > 0 ? "❚❚" : "▶ Play");
        live.setDisable(moment.isFollowing());
        speed.setValue(Arrays.stream(SPEEDS).filter(each -> each == travel.speed()).findFirst().orElse(SPEEDS[0]));
    }

    void clear() {
        strip.clear();
        time.setText("");
    }
}
