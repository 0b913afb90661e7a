package io.ringmaster.monitor.window;

import io.ringmaster.monitor.model.DecisionDetail;
import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionModel;
import io.ringmaster.monitor.view.Page;
import io.ringmaster.monitor.view.View;
import io.ringmaster.monitor.view.Views;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Theme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Everything inside the window: header, rail, the view, time bar and status bar, with the overlays in front. For the JavaFX thread. */
final class Shell implements Desk {

    private static final double LEAST_SCALE = 0.7;
    private static final double MOST_SCALE = 2;
    private static final double SCALE_STEP = 0.1;

    private final ReadOnlyObjectWrapper<Palette> palette;
    private final Travel travel = new Travel();
    private final Pace pace = new Pace();
    private final Header header = new Header();
    private final StatusBar status = new StatusBar();
    private final Overlay overlay = new Overlay();
    private final StackPane place = new StackPane();
    private final BorderPane frame = new BorderPane();
    private final StackPane root = new StackPane(frame, overlay);
    private final TimeBar timeBar;
    private final Rail rail;
    private final Map<Page, View> views = new EnumMap<>(Page.class);
    private double scale = 1;
    private Page page;
    private Moment shown;
    private int reading;
    private SessionModel model;

    Shell(final Palette first) {
        palette = new ReadOnlyObjectWrapper<>(first);
        timeBar = new TimeBar(this, travel);
        rail = new Rail(this::open);
        place.getStyleClass().add("place");
        place.setMinSize(0, 0);
        frame.setTop(header);
        frame.setLeft(rail);
        frame.setCenter(place);
        frame.setBottom(new VBox(timeBar, status));
    }

    Parent root() {
        return root;
    }

    Overlay overlay() {
        return overlay;
    }

    Travel travel() {
        return travel;
    }

    StatusBar status() {
        return status;
    }

    // ------------------------------------------------------------------ what is shown

    /** The model cannot be asked any more; what it said is still shown. */
    void forgetModel() {
        model = null;
        travel.use(null);
    }

    /** Shows another session; null for none. */
    void use(final SessionModel opened) {
        model = opened;
        travel.use(model);
        shown = null;
        views.clear();
        timeBar.clear();
        header.setVisible(model != null);
        header.setManaged(model != null);
        rail.setDisable(model == null);
        timeBar.setDisable(model == null);
        if (model != null && page != null) {
            open(page);
        }
    }

    /** Shows a moment in all parts that are visible. Cheap if it is the one that is shown. */
    void show(final Moment moment, final long nowNs) {
        pace.see(moment.lastSequence(), nowNs);
        if (moment == shown) {
            if (pace.isTick(nowNs)) {
                status.show(moment, pace.perSecond());
            }
            return;
        }
        shown = moment;
        header.show(moment);
        status.show(moment, pace.perSecond());
        timeBar.show(moment);
        if (page != null) {
            view(page).show(moment);
        }
    }

    /** The moment that is shown; null before the first. */
    Moment shown() {
        return shown;
    }

    @Override
    public void read(final DecisionRow decision, final Consumer<DecisionDetail> then) {
        if (model != null) {
            reading++;
            model.decision(decision).whenComplete((detail, failure) -> Platform.runLater(() -> {
                reading--;
                then.accept(detail);
            }));
        }
    }

    /** Whether a view waits for something from the journals. */
    boolean isReading() {
        return reading > 0;
    }

    // ------------------------------------------------------------------ views

    Page page() {
        return page;
    }

    private View view(final Page wanted) {
        return views.computeIfAbsent(wanted, each -> Views.make(each, this));
    }

    /** The view that is visible; null before the first. */
    View view() {
        return page == null ? null : view(page);
    }

    void open(final Page wanted) {
        page = wanted;
        rail.select(wanted);
        final View view = view(wanted);
        place.getChildren().setAll(view.node());
        if (shown != null) {
            view.show(shown);
        }
    }

    @Override
    public void open(final String view) {
        Page.of(view).filter(Views.pages()::contains).ifPresent(this::open);
    }

    @Override
    public void goTo(final long timeNs) {
        travel.goTo(timeNs);
    }

    // ------------------------------------------------------------------ looks

    @Override
    public ReadOnlyObjectProperty<Palette> palette() {
        return palette.getReadOnlyProperty();
    }

    void use(final Palette wanted) {
        palette.set(wanted);
        dress();
    }

    double scale() {
        return scale;
    }

    void scale(final double wanted) {
        scale = Math.clamp(Math.round(wanted / SCALE_STEP) * SCALE_STEP, LEAST_SCALE, MOST_SCALE);
        dress();
    }

    void larger() {
        scale(scale + SCALE_STEP);
    }

    void smaller() {
        scale(scale - SCALE_STEP);
    }

    /** Dresses the scene in the theme and the size of text. */
    void dress() {
        final Scene scene = root.getScene();
        if (scene != null) {
            Theme.dress(scene, palette.get(), scale);
        }
    }

    /** Says what a command did, in the status bar. */
    void say(final String text) {
        status.say(text, Ink.MUTED);
    }

    /** Says why a command did nothing. */
    void complain(final String text) {
        status.say(text, Ink.BAD);
    }

    /** What can be done with the session and the views; the window adds what it can do. */
    List<Command> commands() {
        final List<Command> all = new ArrayList<>();
        for (final Page each : Views.pages()) {
            all.add(new Command("Open the view " + each.title(), each.key(), () -> open(each)));
        }
        all.add(new Command("Play or pause", "Space", travel::playOrPause));
        all.add(new Command("Play faster", "Period", travel::faster));
        all.add(new Command("Play slower", "Comma", travel::slower));
        all.add(new Command("Follow the end of the journal", "G", travel::follow));
        all.add(new Command("Go to the beginning", "B", travel::beginning));
        for (final Travel.Stop stop : Travel.Stop.values()) {
            all.add(new Command("Go to the next " + stop.title(), stop.key(), () -> travel.next(stop)));
            all.add(new Command("Go to the previous " + stop.title(), "Shift+" + stop.key(), () -> travel.previous(stop)));
        }
        all.add(new Command("Go to the largest drawdown", "W", travel::largestDrawdown));
        all.add(new Command("One second back", "Shift+Left", () -> travel.step(-1)));
        all.add(new Command("One second on", "Shift+Right", () -> travel.step(1)));
        all.add(new Command("One minute back", "Shift+Down", () -> travel.step(-60)));
        all.add(new Command("One minute on", "Shift+Up", () -> travel.step(60)));
        all.add(new Command("Switch between dark and light", "Shortcut+T", () -> use(palette.get().isDark() ? Palette.LIGHT : Palette.DARK)));
        all.add(new Command("Larger text", "Shortcut+Plus", this::larger));
        all.add(new Command("Smaller text", "Shortcut+Minus", this::smaller));
        all.add(new Command("Text of normal size", "Shortcut+0", () -> scale(1)));
        return all;
    }
}
