package io.ringmaster.monitor.view.ladder;

import io.ringmaster.monitor.model.BookCondition;
import io.ringmaster.monitor.model.BookView;
import io.ringmaster.monitor.model.InstrumentView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.schema.OrderType;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Price levels around the touch with their size and depth, our orders in them, and what state the book is in. */
public final class Ladder {

    private static final int[] MULTIPLES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000};
    private static final double WIDE_PIXELS = 760;

    private final HBox pane = new HBox();
    private final Panel panel;
    private final LadderTable table = new LadderTable();
    private final LadderSide side = new LadderSide();
    private final Label state = new Label();
    private final Label summary = new Label();
    private final Button step = new Button();
    private final ChoiceBox<String> instruments = new ChoiceBox<>();
    private final Centre centre = new Centre();
    private List<String> symbols = List.of();
    private Moment moment;
    private Shown shown;
    private int instrument;
    private int multiple;

    /** What the ladder shows: a moment with the same content shows the same rows. */
    private record Shown(InstrumentView market, List<OrderRow> orders, int room, int multiple, SessionFacts.Instrument of) {
    }

    public Ladder() {
        state.setId("ladder-state");
        state.getStyleClass().add("chip");
        summary.setId("ladder-summary");
        summary.getStyleClass().addAll("muted", "ladder-summary");
        instruments.setId("ladder-instrument");
        instruments.getSelectionModel().selectedIndexProperty().addListener((value, before, after) -> choose(after.intValue()));
        final BorderPane body = new BorderPane(table.node());
        body.setBottom(summary);
        panel = new Panel("Ladder", body).with(state, instruments, button("ladder-finer", "−", "Finer price steps. Key: [", this::finer), step,
            button("ladder-coarser", "+", "Coarser price steps. Key: ]", this::coarser));
        step.setId("ladder-step");
        step.setTooltip(new Tooltip("Prices of one row. Press it to centre the ladder. Key: Home"));
        step.getStyleClass().add("segment");
        step.setFocusTraversable(false);
        step.setOnAction(event -> recentre());
        HBox.setHgrow(panel, Priority.ALWAYS);
        pane.getStyleClass().add("ladder");
        pane.getChildren().addAll(panel, side.node());
        pane.setMinSize(0, 0);
        pane.widthProperty().addListener((value, before, after) -> showSide(after.doubleValue() >= WIDE_PIXELS));
        table.node().heightProperty().addListener((value, before, after) -> refresh());
        table.node().addEventFilter(ScrollEvent.SCROLL, this::onScroll);
    }

    private static Button button(final String id, final String text, final String tip, final Runnable action) {
        final Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("segment");
        button.setFocusTraversable(false);
        button.setTooltip(new Tooltip(tip));
        button.setOnAction(event -> action.run());
        return button;
    }

    private void showSide(final boolean isWide) {
        side.node().setVisible(isWide);
        side.node().setManaged(isWide);
        summary.setVisible(!isWide);
        summary.setManaged(!isWide);
    }

    public Node node() {
        return pane;
    }

    /** What keys do on it. */
    public List<Command> commands() {
        return List.of(
            new Command("Centre the ladder", "Home", this::recentre),
            new Command("Show higher prices", "Up", () -> scroll(1)),
            new Command("Show lower prices", "Down", () -> scroll(-1)),
            new Command("Finer price steps", "Open_Bracket", this::finer),
            new Command("Coarser price steps", "Close_Bracket", this::coarser));
    }

    // ------------------------------------------------------------------ where to look

    private void choose(final int index) {
        if (index >= 0 && index != instrument) {
            instrument = index;
            multiple = 0;
            centre.reset();
            refresh();
        }
    }

    private void finer() {
        multiply(-1);
    }

    private void coarser() {
        multiply(1);
    }

    private void multiply(final int places) {
        for (int i = 0; i < MULTIPLES.length; i++) {
            if (MULTIPLES[i] == multiple) {
                multiple = MULTIPLES[Math.clamp(i + places, 0, MULTIPLES.length - 1)];
                refresh();
                return;
            }
        }
    }

    private void scroll(final long steps) {
        centre.scroll(steps);
        shown = null;
        refresh();
    }

    private void recentre() {
        centre.reset();
        shown = null;
        refresh();
    }

    private void onScroll(final ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            scroll(event.getDeltaY() > 0 ? 3 : -3);
        }
        event.consume();
    }

    // ------------------------------------------------------------------ what it shows

    public void show(final Moment newest) {
        moment = newest;
        final List<String> known = moment.facts().instruments().stream().map(SessionFacts.Instrument::symbol).toList();
        if (!known.equals(symbols)) {
            symbols = known;
            instrument = 0;
            instruments.getItems().setAll(known);
            instruments.getSelectionModel().select(0);
            instruments.setVisible(known.size() > 1);
            instruments.setManaged(known.size() > 1);
        }
        refresh();
    }

    private void refresh() {
        if (moment == null || symbols.isEmpty()) {
            return;
        }
        final SessionFacts.Instrument of = moment.facts().instrument(instrument);
        final InstrumentView market = moment.instrument(instrument);
        final Shown next = new Shown(market, moment.openOrders(), table.room(), multiple, of);
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        final BookFacts facts = BookFacts.of(market.book());
        showState(market.book().condition());
        summary.setText("spread " + facts.spread(of) + "  ·  " + facts.imbalance() + stops(of));
        side.show(moment, of, facts);
        if (facts.midE8() == 0) {
            table.say(why(market.book().condition(), of.symbol()));
        } else {
            showRows(market.book(), of, facts);
        }
    }

    private void showRows(final BookView book, final SessionFacts.Instrument of, final BookFacts facts) {
        if (multiple == 0 && facts.hasBothSides()) {
            multiple = LadderFold.suitable(book, of.tickE8(), MULTIPLES);
        }
        final long stepE8 = of.tickE8() * Math.max(1, multiple);
        step.setText(Numbers.onStep(stepE8, of.tickE8()));
        if (table.room() > 0) {
            final long top = centre.top(facts.midE8(), stepE8, table.room());
            table.show(new LadderFold(book, stepE8, top, table.room()).rows(moment, of), of);
        }
        panel.aside(centre.isHeld() ? "held" : "");
    }

    /** Stops wait far from the touch, where a narrow ladder does not show them. */
    private String stops(final SessionFacts.Instrument of) {
        return LadderFold.working(moment, of.index()).stream().filter(order -> order.type() == OrderType.STOP)
            .map(order -> "\n" + Signs.of(order.side()) + " stop " + Numbers.onStep(order.leavesQtyE8(), of.lotE8()) + " at "
                + Numbers.onStep(order.stopPriceE8(), of.tickE8())).collect(Collectors.joining());
    }

    private void showState(final BookCondition condition) {
        state.setText(condition == BookCondition.VALID ? "✓ valid" : "! " + word(condition));
        Inks.mark(state, condition == BookCondition.VALID ? Ink.GOOD : condition == BookCondition.NONE ? Ink.MUTED : Ink.WARN);
        state.setTooltip(new Tooltip(condition.inWords()));
    }

    private static String word(final BookCondition condition) {
        return switch (condition) {
            case NONE -> "none yet";
            case PARTIAL -> "incomplete";
            case VALID -> "valid";
            case ONE_SIDED -> "one-sided";
            case CROSSED -> "crossed";
            case GAPPED -> "gapped";
            case DISCONNECTED -> "disconnected";
        };
    }

    private static String why(final BookCondition condition, final String symbol) {
        return condition == BookCondition.NONE
            ? "No order book of " + symbol + " was recorded up to this moment."
            : "The order book of " + symbol + " is " + condition.inWords() + ".";
    }
}
