package io.ringmaster.monitor.view.portfolio;

import io.ringmaster.monitor.model.AccountView;
import io.ringmaster.monitor.model.FundingTotals;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.LimitKind;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The account as figures: what it holds now, what came of it, and how far it fell. */
public final class AccountFigures {

    private static final double WIDTH = 300;

    private final Label equity = new Label(Numbers.NONE);
    private final Label change = new Label(Numbers.NONE);
    private final Facts holds = new Facts("Cash", "Unrealised", "Value of positions", "Leverage", "Leverage limit");
    private final Facts result =
        new Facts("Since the start", "UTC day", "Realised", "Fees", "Funding received", "Funding paid", "Fills");
    private final Facts worst = new Facts("Highest equity", "Drawdown now", "Largest drawdown", "Largest at");
    private final Panel resultPanel = new Panel("Result, USD", result);
    private final VBox node;

    public AccountFigures() {
        equity.setId("portfolio-equity");
        equity.getStyleClass().add("large");
        change.setId("portfolio-change");
        final VBox top = new VBox(equity, change);
        top.getStyleClass().add("facts");
        final VBox account = new VBox(top, holds);
        holds.setId("portfolio-holds");
        result.setId("portfolio-result");
        worst.setId("portfolio-drawdown");
        final Panel drawdown = new Panel("Drawdown", worst);
        VBox.setVgrow(drawdown, Priority.ALWAYS);
        node = new VBox(new Panel("Equity, USD", account), resultPanel, drawdown);
        node.getStyleClass().add("column");
        node.setMinWidth(WIDTH);
        node.setPrefWidth(WIDTH);
    }

    public VBox node() {
        return node;
    }

    public void show(final Moment moment) {
        final AccountView account = moment.account();
        final long net = account.equityE8() - account.initialCashE8();
        equity.setText(Numbers.money(account.equityE8()));
        change.setText(Numbers.signedMoney(net) + "  " + share(net, account.initialCashE8()) + " since the start");
        Inks.mark(change, Palette.ofSign(net));
        showHoldings(moment, account);
        showResult(moment, account, net);
        worst.set("Highest equity", Numbers.money(account.highestEquityE8()));
        worst.set("Drawdown now", Numbers.percent(account.drawdownE8(), 2), account.drawdownE8() > 0 ? Ink.DOWN : Ink.TEXT);
        worst.set("Largest drawdown", Numbers.percent(account.worstDrawdownE8(), 2), account.worstDrawdownE8() > 0 ? Ink.DOWN : Ink.TEXT);
        worst.set("Largest at", Times.full(new EquityHistory(moment).worstTimeNs()));
    }

    private static String share(final long part, final long whole) {
        return (part > 0 ? "+" : "") + Numbers.percentOf(part, whole, 2);
    }

    private void showHoldings(final Moment moment, final AccountView account) {
        holds.set("Cash", Numbers.money(account.cashE8()));
        holds.set("Unrealised", Numbers.signedMoney(account.unrealisedPnlE8()), Palette.ofSign(account.unrealisedPnlE8()));
        holds.set("Value of positions", Numbers.money(account.grossNotionalE8()));
        holds.set("Leverage", Numbers.times(account.leverageE8()));
        final Long limit = moment.limits().get(LimitKind.MAX_LEVERAGE);
        holds.set("Leverage limit", limit == null ? "not known" : Numbers.times(limit), Ink.MUTED);
    }

    private void showResult(final Moment moment, final AccountView account, final long net) {
        final FundingTotals funding = FundingTotals.of(moment);
        final long day = -account.dayLossE8();
        result.set("Since the start", Numbers.signedMoney(net), Palette.ofSign(net));
        result.set("UTC day", Numbers.signedMoney(day), Palette.ofSign(day));
        result.set("Realised", Numbers.signedMoney(account.realisedPnlE8()), Palette.ofSign(account.realisedPnlE8()));
        result.set("Fees", Numbers.signedMoney(-account.feesE8()), Palette.ofSign(-account.feesE8()));
        result.set("Funding received", Numbers.signedMoney(funding.receivedE8()), Palette.ofSign(funding.receivedE8()));
        result.set("Funding paid", Numbers.signedMoney(-funding.paidE8()), Palette.ofSign(-funding.paidE8()));
        result.set("Fills", Numbers.count(moment.fills().size()));
        resultPanel.aside(moment.isCut() ? "funding, fills since " + Times.seconds(moment.firstTimeNs()) : "");
    }
}
