package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.StrategiesView;
import io.ringmaster.monitor.view.kit.Choice;
import io.ringmaster.monitor.view.kit.Command;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.SearchField;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Every strategy: what it says, what its virtual account earned, whether it is heard. The line above counts them by signal and by condition, and is
 * the filter too. A row is made once for each strategy and reads arrays; only the cells on the screen become text.
 */
public final class StrategiesPane implements View {

    private static final List<Signal> SIGNALS = List.of(Signal.LONG, Signal.SHORT, Signal.FLAT, Signal.HOLD);
    private static final int ACTIVE = 1;
    private static final int WARMING = 2;
    private static final int SILENCED = 3;

    private final VBox root = new VBox();
    private final List<TextColumn<StrategyRow>> columns = StrategyColumns.all();
    private final LiveTable<StrategyRow> table;
    private final Panel panel;
    private final Choice signals = new Choice(List.of("All", "▲ Long", "▼ Short", "■ Flat", "· Hold"), place -> filter());
    private final Choice conditions = new Choice(List.of("Any condition", "● Active", "◌ Warming up", "✕ Silenced"), place -> filter());
    private final SearchField search = new SearchField("strategy-search", "Search id, type, timeframe or instrument", field -> filter());
    private final StrategyRow.Source source = new StrategyRow.Source();
    private StrategyRow[] rows = {};
    private StrategiesView shown;

    public StrategiesPane(final Desk desk) {
        table = LiveTable.ofFixedRows(desk, "strategies", "The session has no strategy.", columns);
        final Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        final HBox bar = new HBox(signals, conditions, space, search);
        bar.getStyleClass().add("filter-bar");
        signals.setId("signal-choice");
        conditions.setId("condition-choice");
        final VBox content = new VBox(bar, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        panel = new Panel("Strategies", content);
        VBox.setVgrow(panel, Priority.ALWAYS);
        root.getStyleClass().add("pane");
        root.getChildren().add(panel);
    }

    @Override
    public Page page() {
        return Page.STRATEGIES;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public List<Command> commands() {
        return List.of(new Command("Search strategies", "/", search::requestFocus));
    }

    @Override
    public void show(final Moment moment) {
        final StrategiesView before = shown;
        shown = moment.strategies();
        source.show(moment);
        final boolean isOther = before == null || before.facts() != shown.facts() || rows.length != shown.size();
        if (isOther) {
            rows = new StrategyRow[shown.size()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = new StrategyRow(source, i);
            }
            columns.get(StrategyColumns.WEIGHT).setText(shown.facts().policy().equals("experts") ? "Share" : "Weight");
            final String policy = shown.facts().policy();
            panel.aside(Numbers.count(rows.length) + (rows.length == 1 ? " strategy" : " strategies") + (policy.isEmpty() ? "" : ", policy " + policy));
            if (!shown.facts().problem().isEmpty()) {
                table.why("The strategies are not known: " + shown.facts().problem());
            }
        }
        if (shown != before) {
            count();
        }
        table.show(shown.facts(), rows.length, row -> rows[row], shown == before ? rows.length : 0);
    }

    private void count() {
        final int[] bySignal = new int[SIGNALS.size()];
        final int[] byCondition = new int[SILENCED + 1];
        for (int i = 0; i < rows.length; i++) {
            final int signal = SIGNALS.indexOf(shown.signal(i));
            if (signal >= 0) {
                bySignal[signal]++;
            }
            byCondition[place(shown.condition(i))]++;
        }
        signals.count(0, rows.length);
        for (int i = 0; i < bySignal.length; i++) {
            signals.count(i + 1, bySignal[i]);
        }
        for (int i = ACTIVE; i <= SILENCED; i++) {
            conditions.count(i, byCondition[i]);
        }
    }

    private static int place(final StrategyCondition condition) {
        return switch (condition) {
            case ACTIVE -> ACTIVE;
            case WARMING, NULL_VAL -> WARMING;
            case QUARANTINED_THREW, QUARANTINED_NAN, QUARANTINED_SLOW, HELD_SLOW -> SILENCED;
        };
    }

    private void filter() {
        final Signal signal = signals.chosen() == 0 ? null : SIGNALS.get(signals.chosen() - 1);
        final int condition = conditions.chosen();
        table.filter(row -> (signal == null || row.signal() == signal) && (condition == 0 || place(row.condition()) == condition)
            && (search.isBlank() || search.isIn(row.id() + " " + row.type() + " " + row.timeframe() + " " + row.symbol())));
    }
}
