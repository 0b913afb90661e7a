package io.ringmaster.monitor.view.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A desk without a window: it notes what a view asked for. */
public final class FixedDesk implements Desk {

    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.DARK);
    private final List<String> asked = new ArrayList<>();

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

    /** What was asked, oldest first: {@code goTo 1723161255000000000}, {@code open orders}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }
}
