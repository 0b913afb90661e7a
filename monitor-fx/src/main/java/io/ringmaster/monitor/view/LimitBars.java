package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.LimitUse;
import io.ringmaster.monitor.view.kit.Desk;
import io.ringmaster.monitor.view.kit.Drawing;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.LimitKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Each limit with its use as a bar: name, bar, percent, limit. The bar and the percent change colour at 70 and 90 percent. */
final class LimitBars extends GridPane {

    private static final double WARN_SHARE = 0.7;
    private static final double BAD_SHARE = 0.9;

    private final Desk desk;
    private final Map<LimitKind, Line> lines = new EnumMap<>(LimitKind.class);

    LimitBars(final Desk desk) {
        this.desk = desk;
        getStyleClass().addAll("facts", "limit-bars");
        final ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(new ColumnConstraints(), bar, new ColumnConstraints(), new ColumnConstraints());
    }

    void show(final List<LimitUse> uses) {
        for (final LimitUse use : uses) {
            lines.computeIfAbsent(use.kind(), kind -> new Line(kind, lines.size())).show(use);
        }
    }

    private static Ink ink(final double share) {
        return share >= BAD_SHARE ? Ink.BAD : share >= WARN_SHARE ? Ink.WARN : Ink.TEXT;
    }

    private final class Line {

        private final Label percent = number();
        private final Label amount = number();
        private double share;
        private final Drawing bar = new Drawing(desk, (graphics, width, height, palette) -> {
            graphics.setFill(palette.of(Ink.GRID));
            graphics.fillRect(0, 0, width, height);
            final Ink ink = ink(share);
            graphics.setFill(palette.of(ink == Ink.TEXT ? Ink.ACCENT : ink));
            graphics.fillRect(0, 0, Math.min(1, share) * width, height);
        });

        private Line(final LimitKind kind, final int row) {
            final Label name = new Label(Words.capital(Words.of(kind)) + (Words.isLatching(kind) ? " ⊘" : ""));
            name.getStyleClass().add("muted");
            name.setMinWidth(Region.USE_PREF_SIZE);
            bar.setPrefHeight(6);
            bar.setMaxHeight(6);
            bar.setMinWidth(40);
            percent.setId("limit-share-" + kind.name());
            amount.setId("limit-" + kind.name());
            addRow(row, name, bar, percent, amount);
        }

        private void show(final LimitUse use) {
            if (share != use.share()) {
                share = use.share();
                bar.redraw();
            }
            percent.setText(Numbers.percentOf(use.used(), use.limit(), 0));
            Inks.mark(percent, ink(share));
            amount.setText(Words.amount(use.kind(), use.limit()));
        }

        private static Label number() {
            final Label label = new Label();
            label.getStyleClass().add("number");
            label.setMinWidth(Region.USE_PREF_SIZE);
            label.setMaxWidth(Double.MAX_VALUE);
            return label;
        }
    }
}
