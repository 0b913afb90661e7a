package io.ringmaster.monitor.window;

import io.ringmaster.monitor.model.AccountView;
import io.ringmaster.monitor.model.Hold;
import io.ringmaster.monitor.model.Life;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.Summary;
import io.ringmaster.monitor.view.kit.HoldWords;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.FeedCondition;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The line above every view: what it holds, what it is worth, whether anything stops it; below it, why, and what would stop it. */
final class Header extends VBox {

    private static final double LEAST_POSITION_PIXELS = 100;
    private static final int SHORT_POSITION = 12;

    private final Label session = new Label("Ringmaster");
    private final Figure position = new Figure("Position", "position").shrinking();
    private final Figure equity = new Figure("Equity USD", "equity");
    private final Figure day = new Figure("Day", "day");
    private final Figure drawdown = new Figure("Drawdown", "drawdown");
    private final Figure exposure = new Figure("Exposure", "exposure");
    private final Figure orders = new Figure("Open orders", "orders");
    private final Label state = chip("state");
    private final Label travel = chip("travel");
    private final Label mode = chip("mode");
    private final Label feed = chip("feed");
    private final Label configuration = chip("configuration");
    private final Label life = new Label();
    private final Label why = new Label();
    private final Label stop = new Label();

    /** A name above a value. */
    private static final class Figure extends VBox {

        private final Label value = new Label(Numbers.NONE);

        private Figure(final String name, final String id) {
            final Label caption = new Label(name);
            caption.getStyleClass().addAll("muted", "small");
            value.setId("header-" + id);
            value.getStyleClass().add("figure");
            value.setMinWidth(Region.USE_PREF_SIZE);
            caption.setMinWidth(Region.USE_PREF_SIZE);
            getChildren().addAll(caption, value);
        }

        /** Gives way in a narrow window; the whole text is then in a tooltip. */
        private Figure shrinking() {
            value.minWidthProperty().bind(Bindings.createDoubleBinding(
                () -> value.getText().length() > SHORT_POSITION ? LEAST_POSITION_PIXELS : USE_PREF_SIZE, value.textProperty()));
            final Tooltip whole = new Tooltip();
            whole.textProperty().bind(value.textProperty());
            value.setTooltip(whole);
            return this;
        }

        private void set(final String text, final Ink ink) {
            value.setText(text);
            Inks.mark(value, ink);
        }
    }

    Header() {
        getStyleClass().add("header");
        session.getStyleClass().add("session");
        session.setId("header-session");
        session.setMinWidth(40);
        final Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        final HBox line = new HBox(
            session, state, travel, position, equity, day, drawdown, exposure, orders, space, configuration, mode, feed);
        line.getStyleClass().add("header-line");
        why.setId("header-why");
        stop.setId("header-stop");
        why.getStyleClass().add("muted");
        stop.getStyleClass().add("muted");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        final Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        life.setId("header-life");
        life.setMinWidth(Region.USE_PREF_SIZE);
        final HBox sentence = new HBox(life, why, between, stop);
        sentence.getStyleClass().add("header-sentence");
        getChildren().addAll(line, sentence);
    }

    private static Label chip(final String id) {
        final Label chip = new Label();
        chip.setId("header-" + id);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(USE_PREF_SIZE);
        return chip;
    }

    void show(final Moment moment) {
        final AccountView account = moment.account();
        session.setText(moment.facts().directory().toAbsolutePath().normalize().getFileName() + "");
        position.set(Summary.holds(moment), account.positions().stream().filter(each -> !each.isFlat()).findFirst()
            .map(each -> Palette.ofSign(each.qtyE8())).orElse(Ink.TEXT));
        equity.set(Numbers.money(account.equityE8()), Ink.TEXT);
        final long pnlE8 = Summary.dayPnlE8(account);
        day.set(Numbers.signedMoney(pnlE8), Palette.ofSign(pnlE8));
        drawdown.set(Numbers.percent(account.drawdownE8(), 2), Ink.TEXT);
        exposure.set(Numbers.percent(account.leverageE8(), 1), Ink.TEXT);
        final int others = moment.externalOrders().size();
        orders.set(Numbers.count(moment.openOrders().size()) + (others == 0 ? "" : " + " + Numbers.count(others) + " of others"), Ink.TEXT);
        showState(moment);
        showMode(moment);
        why.setText(Summary.why(moment));
        final List<String> stops = Summary.stops(moment);
        stop.setText(Summary.stop(moment, stops));
        Inks.mark(stop, moment.isLatched() ? Ink.BAD : stops.isEmpty() ? Ink.MUTED : Ink.WARN);
        set(configuration, moment.facts().problem().isEmpty() ? "" : "▲ CONFIGURATION NOT KNOWN", Ink.WARN);
    }

    private void showState(final Moment moment) {
        if (moment.isLoading()) {
            set(state, "◌ READING", Ink.WARN);
        } else {
            switch (moment.life()) {
                case ENDED -> set(state, "■ ENDED", Ink.MUTED);
                case GROWING -> set(state, "● LIVE", Ink.GOOD);
                case SILENT -> set(state, "◌ SILENT", Ink.WARN);
            }
        }
        set(life, moment.isLoading() || moment.life() != Life.SILENT ? ""
            : "No end record, the last one of " + Times.full(moment.lastTimeNs()) + ": not known to run.", Ink.WARN);
        final String speed = moment.speed() > 0 ? " " + Numbers.timesCount(Math.round(moment.speed())) : "";
        set(travel, moment.isFollowing() ? "" : "◷ TIME TRAVEL" + speed, Ink.ACCENT);
    }

    private void showMode(final Moment moment) {
        final List<Hold> holds = moment.holds();
        if (moment.isEnd()) {
            set(mode, "", Ink.MUTED);
        } else if (holds.isEmpty() && moment.isSilentEnd()) {
            set(mode, "", Ink.MUTED);
        } else if (holds.isEmpty()) {
            set(mode, "✓ MAY TRADE", Ink.GOOD);
        } else {
            set(mode, HoldWords.title(holds.getFirst().kind()), HoldWords.ink(holds.getFirst().kind()));
        }
        FeedCondition worst = null;
        for (int i = 0; i < moment.facts().instruments().size(); i++) {
            final FeedCondition each = moment.instrument(i).feed();
            worst = worst == null || each != null && each.compareTo(worst) > 0 ? each : worst;
        }
        final boolean isUp = worst == FeedCondition.UP;
        set(feed, worst == null ? "" : (isUp ? "▲ FEED " : "▼ FEED ") + Words.of(worst).toUpperCase(Locale.ROOT), isUp ? Ink.GOOD : Ink.BAD);
    }

    private static void set(final Label chip, final String text, final Ink ink) {
        chip.setText(text);
        chip.setManaged(!text.isEmpty());
        chip.setVisible(!text.isEmpty());
        Inks.mark(chip, ink);
    }
}
