package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.ladder.Ladder;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** The page of the order book. */
public final class LadderPane implements View {

    private final Ladder ladder = new Ladder();
    private final StackPane pane = new StackPane(ladder.node());

    LadderPane(final Desk desk) {
        pane.getStyleClass().add("pane");
        pane.setMinSize(0, 0);
    }

    @Override
    public Page page() {
        return Page.LADDER;
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void show(final Moment moment) {
        ladder.show(moment);
    }

    @Override
    public List<Command> commands() {
        return ladder.commands();
    }
}
