package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.portfolio.AccountFigures;
import io.ringmaster.monitor.view.portfolio.EquityCurves;
import io.ringmaster.monitor.view.portfolio.Positions;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The account: figures, the curves of equity, drawdown and exposure, and each instrument's position. */
final class PortfolioPane implements View {

    private final AccountFigures figures = new AccountFigures();
    private final EquityCurves curves;
    private final Positions positions = new Positions();
    private final VBox node;

    PortfolioPane(final Desk desk) {
        curves = new EquityCurves(desk);
        final HBox upper = new HBox(figures.node(), curves.panel());
        upper.getStyleClass().add("row");
        upper.setMinSize(0, 0);
        HBox.setHgrow(curves.panel(), Priority.ALWAYS);
        VBox.setVgrow(upper, Priority.ALWAYS);
        node = new VBox(upper, positions.panel());
        node.getStyleClass().add("pane");
    }

    @Override
    public Page page() {
        return Page.PORTFOLIO;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(final Moment moment) {
        figures.show(moment);
        curves.show(moment);
        positions.show(moment);
    }
}
