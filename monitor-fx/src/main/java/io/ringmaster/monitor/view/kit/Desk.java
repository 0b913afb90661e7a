package io.ringmaster.monitor.view.kit;

import javafx.beans.property.ReadOnlyObjectProperty;

/** What a view may ask of the window. Every method is for the JavaFX thread. */
public interface Desk {

    /** The colours of the theme; canvases draw again when it changes (see {@link Drawing}). */
    ReadOnlyObjectProperty<Palette> palette();

    /** Shows the session as it was at this time, in all views. */
    void goTo(long timeNs);

    /** Opens the view with this name. */
    void open(String view);
}
