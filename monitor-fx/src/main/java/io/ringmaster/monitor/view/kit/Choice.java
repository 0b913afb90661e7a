package io.ringmaster.monitor.view.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Some names in a row, of which one is chosen: what a table shows. Each may have a number beside its name. */
public final class Choice extends HBox {

    private final ToggleGroup group = new ToggleGroup();
    private final List<ToggleButton> buttons = new ArrayList<>();
    private final List<String> names;
    private int chosen;

    /** @param onChoose what to do with the place of the name that is chosen from now on; the first is chosen already */
    public Choice(final List<String> names, final IntConsumer onChoose) {
        this.names = List.copyOf(names);
        getStyleClass().add("choice");
        for (final String name : names) {
            final ToggleButton button = new ToggleButton(name);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setFocusTraversable(false);
            button.setOnAction(click -> choose(buttons.indexOf(button), onChoose));
            buttons.add(button);
        }
        group.selectToggle(buttons.getFirst());
        getChildren().addAll(buttons);
        setMinWidth(Region.USE_PREF_SIZE);
    }

    private void choose(final int place, final IntConsumer onChoose) {
        chosen = place;
        group.selectToggle(buttons.get(place));
        onChoose.accept(place);
    }

    /** The place of the name that is chosen. */
    public int chosen() {
        return chosen;
    }

    /** Puts a number beside a name. */
    public void count(final int place, final long count) {
        final String text = names.get(place) + " " + Numbers.count(count);
        if (!text.equals(buttons.get(place).getText())) {
            buttons.get(place).setText(text);
        }
    }
}
