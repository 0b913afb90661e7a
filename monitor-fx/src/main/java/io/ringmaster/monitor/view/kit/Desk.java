package io.ringmaster.monitor.view.kit;

import io.ringmaster.monitor.model.DecisionDetail;
import io.ringmaster.monitor.model.DecisionRow;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;

/** What a view may ask of the window. Every method is for the JavaFX thread. */
public interface Desk {

    /** The colours of the theme; canvases draw again when it changes (see {@link Drawing}). */
    ReadOnlyObjectProperty<Palette> palette();

    /** Shows the session as it was at this time, in all views. */
    void goTo(long timeNs);

    /** Opens the view with this name. */
    void open(String view);

    /** Reads everything that the journal holds of a decision, and hands it on later; null if the journal does not hold it any more. */
    void read(DecisionRow decision, Consumer<DecisionDetail> then);
}
