package io.ringmaster.monitor.view.kit;

import io.ringmaster.monitor.model.DecisionDetail;
import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.SessionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A desk without a window: it notes what a view asked for. */
public final class FixedDesk implements Desk {

    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.DARK);
    private final List<String> asked = new ArrayList<>();
    private SessionModel model;

    @Override
    public ReadOnlyObjectProperty<Palette> palette() {
        return palette.getReadOnlyProperty();
    }

    /** Changes the theme. */
    public void use(final Palette changed) {
        palette.set(changed);
    }

    @Override
    public void goTo(final long timeNs) {
        asked.add("goTo " + timeNs);
    }

    @Override
    public void open(final String view) {
        asked.add("open " + view);
    }

    /** Decisions are read from this model from now on. */
    public void use(final SessionModel opened) {
        model = opened;
    }

    @Override
    public void read(final DecisionRow decision, final Consumer<DecisionDetail> then) {
        then.accept(model.decision(decision).join());
    }

    /** What was asked, oldest first: {@code goTo 1723161255000000000}, {@code open orders}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }
}
