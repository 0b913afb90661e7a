package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Command;
import java.util.List;
import javafx.scene.Node;

/**
 * One page of the monitor. To write one:
 * <ol>
 *   <li>A class {@code XPane implements View} in this package, made with a {@link io.ringmaster.monitor.view.kit.Desk}; it builds its nodes once, in
 *       its constructor, and is added to {@link Views}.</li>
 *   <li>{@link #show} reads values from the moment and puts them into nodes that are there; it keeps no moment but the last one, reads no file, starts
 *       no thread. It is called at most once a frame, and only while the page is visible, so it must take a few milliseconds: long tables are
 *       {@link io.ringmaster.monitor.view.kit.LiveTable}s, plots in a {@link io.ringmaster.monitor.view.kit.Drawing}, what moves with every frame
 *       in a {@link io.ringmaster.monitor.view.kit.Sheet}. The next moment may be an earlier one, or of the same time.</li>
 *   <li>Boxes are {@link io.ringmaster.monitor.view.kit.Panel}s; what is empty says why. Numbers are texts of
 *       {@link io.ringmaster.monitor.view.kit.Numbers} and {@link io.ringmaster.monitor.view.kit.Times}; colours are
 *       {@link io.ringmaster.monitor.view.kit.Ink}s, by style class ({@link io.ringmaster.monitor.view.kit.Inks}) or, in a drawing, from the palette it is
 *       given. Gaps are style class {@code pane}: 8 pixels.</li>
 *   <li>Its test is {@code @ExtendWith(HeadlessFx.class)} and acts through {@code Fx}; values that a test reads have an id.</li>
 * </ol>
 * {@link OverviewPane} is an example. Everything here is for the JavaFX thread.
 */
public interface View {

    /** Which page it is. */
    Page page();

    /** Its root; always the same. */
    Node node();

    /** Shows the session as it was at a moment. */
    void show(Moment moment);

    /** What can be done in it, besides what the window offers; keys of letters work only while the page is visible. */
    default List<Command> commands() {
        return List.of();
    }
}
