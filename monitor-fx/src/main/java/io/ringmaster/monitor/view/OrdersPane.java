package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Choice;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.SearchField;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** All orders, the life of the selected one step by step, and the fills. Without a selection, the life is that of the newest order. */
public final class OrdersPane implements View {

    private static final int ALL = 0;
    private static final int WORKING = 1;
    private static final int DONE = 2;

    private final GridPane grid = new GridPane();
    private final LiveTable<OrderRow> orders;
    private final LiveTable<FillRow> fills;
    private final LifePainter painter = new LifePainter();
    private final Drawing life;
    private final OthersOrders others;
    private final Panel orderPanel;
    private final Panel lifePanel;
    private final Panel fillPanel;
    private final Choice choice = new Choice(List.of("All", "Working", "Done"), place -> filterOrders());
    private final Choice fillChoice = new Choice(List.of("All fills", "Of this order"), place -> filterFills());
    private final SearchField search =
        new SearchField("order-search", "Search id, side, type, purpose or state", field -> filterOrders());
    private final OrderColumns columns = new OrderColumns();
    private Moment moment;
    private Rows<OrderRow> rows;
    /** Orders before this one are done, and do not change any more. */
    private int doneBefore;
    private String session = "";
    private long shownSequence;
    private OrderRow shown;

    public OrdersPane(final Desk desk) {
        orders = LiveTable.newestFirst(desk, "orders", "No order yet.", columns.orders());
        fills = LiveTable.newestFirst(desk, "fills", "No order was filled yet.", columns.fills());
        life = new Drawing(desk, painter::draw);
        life.setId("order-life");
        others = new OthersOrders(desk);
        orderPanel = new Panel("Orders", orders).with(search, choice);
        lifePanel = new Panel("Life of the order", life);
        fillPanel = new Panel("Fills", fills).with(fillChoice);
        choice.setId("order-choice");
        fillChoice.setId("fill-choice");
        orders.onSelect(order -> showSelected());
        orders.onOpen(order -> desk.goTo(order.timeNs()));
        fills.onOpen(fill -> desk.goTo(fill.timeNs()));
        build();
    }

    private void build() {
        grid.getStyleClass().add("pane");
        for (final int percent : new int[] {56, 44}) {
            final ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(percent);
            grid.getColumnConstraints().add(column);
        }
        for (final int percent : new int[] {65, 35}) {
            final RowConstraints row = new RowConstraints();
            row.setPercentHeight(percent);
            row.setVgrow(Priority.ALWAYS);
            grid.getRowConstraints().add(row);
        }
        final VBox upper = new VBox(orderPanel, others.panel());
        upper.getStyleClass().add("column");
        VBox.setVgrow(orderPanel, Priority.ALWAYS);
        grid.add(upper, 0, 0, 2, 1);
        grid.add(lifePanel, 0, 1);
        grid.add(fillPanel, 1, 1);
    }

    @Override
    public Page page() {
        return Page.ORDERS;
    }

    @Override
    public Node node() {
        return grid;
    }

    @Override
    public List<Command> commands() {
        return List.of(new Command("Search orders", "/", search::requestFocus));
    }

    @Override
    public void show(final Moment next) {
        moment = next;
        rows = next.orders();
        columns.at(next);
        final String of = next.facts().directory().toString();
        // An earlier moment can open any order that was done at the one before.
        doneBefore = of.equals(session) && next.sequence() >= shownSequence ? doneBefore : 0;
        session = of;
        shownSequence = next.sequence();
        orders.show(of, rows.size(), rows::get, doneBefore);
        while (doneBefore < rows.size() && !rows.get(doneBefore).isOpen()) {
            doneBefore++;
        }
        if (rows.isEmpty()) {
            orders.why(WhyNoOrder.at(next));
        }
        fills.show(of, next.fills().size(), next.fills()::get, next.fills().size());
        final int working = next.openOrders().size();
        choice.count(ALL, rows.size());
        choice.count(WORKING, working);
        choice.count(DONE, rows.size() - working);
        others.show(next);
        showSelected();
    }

    private void filterOrders() {
        final int chosen = choice.chosen();
        orders.filter(order -> (chosen == ALL || order.isOpen() == (chosen == WORKING)) && search.isIn(columns.searched(order)));
        showSelected();
    }

    private void filterFills() {
        if (fillChoice.chosen() == ALL || shown == null) {
            fills.filter(fill -> true);
        } else {
            final long id = shown.clientOrderId();
            fills.filter(fill -> fill.clientOrderId() == id);
        }
    }

    private void showSelected() {
        final OrderRow before = shown;
        final int row = orders.selected();
        shown = rows == null || rows.isEmpty() ? null : row >= 0 && row < rows.size() ? rows.get(row) : rows.last();
        final boolean isOther = before == null || shown == null || before.clientOrderId() != shown.clientOrderId();
        if (fillChoice.chosen() != ALL && isOther) {
            filterFills();
        }
        if (shown == null) {
            lifePanel.aside("");
            lifePanel.say("When there is an order, its steps stand here: sent, accepted, filled, canceled, with the time between them.");
        } else if (isOther || !shown.equals(before)) {
            showLife(row < 0);
        }
    }

    private void showLife(final boolean isNewest) {
        final SessionFacts.Instrument instrument = moment.facts().instrument(shown.instrument());
        lifePanel.showContent();
        lifePanel.aside((isNewest ? "newest: " : "") + "order " + shown.clientOrderId() + ", " + Signs.of(shown.side()) + " "
            + Numbers.onStep(shown.qtyE8(), instrument.lotE8()) + " " + Signs.of(shown.type()) + " to " + Words.of(shown.purpose()));
        painter.show(OrderLife.of(shown, instrument.tickE8(), instrument.lotE8()));
        life.redraw();
    }

    /** The steps that are drawn, as text: for tests and for people who cannot see the drawing. */
    List<String> lifeTexts() {
        return painter.texts();
    }
}
