package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.RiskLimit;
import io.ringmaster.monitor.model.RiskUse;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * Each limit with its use: name, what is held against it, a bar, percent, value and limit, and what happens at the limit. The small form has name, bar,
 * percent and limit.
 */
public final class LimitMeters {

    /** From here on a limit needs a look. */
    private static final double WARN_SHARE = 0.8;
    private static final double BAR_HEIGHT = 8;
    private static final double BAR_WIDTH = 90;

    private static final double SMALL_BAR_WIDTH = 30;
    private static final double SMALL_NAME_WIDTH = 60;
    private static final int COLUMNS = 7;
    private static final int SMALL_COLUMNS = 4;

    private final Desk desk;
    private final boolean isSmall;
    private final GridPane grid = new GridPane();
    private final Panel panel;
    private final Map<RiskLimit, Line> lines = new EnumMap<>(RiskLimit.class);
    private List<RiskLimit> order = List.of();

    public LimitMeters(final Desk desk) {
        this(desk, "Limits", false);
    }

    /** For a place beside others. */
    public static LimitMeters small(final Desk desk) {
        return new LimitMeters(desk, "Risk shield", true);
    }

    private LimitMeters(final Desk desk, final String title, final boolean isSmall) {
        this.desk = desk;
        this.isSmall = isSmall;
        grid.getStyleClass().addAll("facts", isSmall ? "meters-small" : "meters");
        final int bar = isSmall ? 1 : 2;
        for (int i = 0; i < (isSmall ? SMALL_COLUMNS : COLUMNS); i++) {
            final ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(i == bar ? Priority.ALWAYS : Priority.NEVER);
            column.setHalignment(i > bar && i < COLUMNS - 1 ? HPos.RIGHT : HPos.LEFT);
            grid.getColumnConstraints().add(column);
        }
        final ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain");
        panel = new Panel(title, scroll);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        final List<RiskUse> uses = moment.riskUses();
        if (uses.isEmpty()) {
            panel.say(moment.facts().problem().isEmpty() ? "The session's configuration names no limits." : moment.facts().problem());
            panel.aside("");
            return;
        }
        panel.showContent();
        final List<RiskLimit> wanted = uses.stream().map(RiskUse::limit).toList();
        if (!wanted.equals(order)) {
            order = wanted;
            grid.getChildren().clear();
            lines.clear();
            for (int row = 0; row < wanted.size(); row++) {
                lines.put(wanted.get(row), new Line(wanted.get(row), row));
            }
        }
        uses.forEach(use -> lines.get(use.limit()).show(use, RiskWords.heldAgainst(use.limit(), moment.facts())));
        final long near = uses.stream().filter(use -> use.share() >= WARN_SHARE).count();
        panel.aside(near == 0 ? "all below 80 %" : near + " at 80 % or more");
    }

    private static Ink ink(final double share) {
        return share >= 1 ? Ink.BAD : share >= WARN_SHARE ? Ink.WARN : Ink.TEXT;
    }

    private final class Line {

        private final Label held = label("muted");
        private final Label percent = label("number");
        private final Label used = label("number");
        private final Label bound = label("number");
        private double share;
        private final Drawing bar = new Drawing(desk, (graphics, width, height, palette) -> {
            graphics.setFill(palette.of(Ink.LINE));
            graphics.fillRect(0, 0, width, height);
            final Ink ink = ink(share);
            graphics.setFill(palette.of(ink == Ink.TEXT ? Ink.ACCENT : ink));
            graphics.fillRect(0, 0, Math.min(1, share) * width, height);
            graphics.setFill(palette.of(Ink.PANEL));
            graphics.fillRect(Math.floor(WARN_SHARE * width), 0, 1, height);
        });

        private Line(final RiskLimit limit, final int row) {
            final Label name = label("meter-name");
            name.setText(RiskWords.name(limit) + (isSmall && limit.effect() == RiskLimit.Effect.LATCHES ? " ⊘" : ""));
            final Label effect = label("muted");
            effect.setText(RiskWords.effect(limit));
            if (isSmall) {
                name.setMinWidth(SMALL_NAME_WIDTH);
            }
            bar.setPrefHeight(BAR_HEIGHT);
            bar.setMaxHeight(BAR_HEIGHT);
            bar.setMinWidth(isSmall ? SMALL_BAR_WIDTH : BAR_WIDTH);
            percent.setId("risk-share-" + limit.key());
            used.setId("risk-used-" + limit.key());
            bound.setId("risk-limit-" + limit.key());
            if (isSmall) {
                grid.addRow(row, name, bar, percent, bound);
            } else {
                grid.addRow(row, name, held, bar, percent, used, bound, effect);
            }
        }

        private void show(final RiskUse use, final String heldAgainst) {
            if (share != use.share()) {
                share = use.share();
                bar.redraw();
            }
            held.setText(heldAgainst);
            final String symbol = share >= 1 ? "■ " : share >= WARN_SHARE ? "▲ " : "";
            percent.setText(symbol + (use.used() == Long.MAX_VALUE ? "beyond" : use.bound() == 0 ? "100 %" : Numbers.percentOf(use.used(), use.bound(), 0)));
            Inks.mark(percent, ink(share));
            used.setText(RiskWords.amount(use.limit(), use.used()));
            bound.setText((isSmall ? "" : "of ") + RiskWords.amount(use.limit(), use.bound()) + (use.isRampedUp() ? " (ramp-up)" : ""));
        }

        private static Label label(final String styleClass) {
            final Label label = new Label();
            label.getStyleClass().add(styleClass);
            label.setMinWidth(Region.USE_PREF_SIZE);
            return label;
        }
    }
}
