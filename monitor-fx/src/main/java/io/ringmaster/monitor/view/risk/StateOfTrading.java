package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.Hold;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.HoldWords;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Whether the session takes new risk, in one large word, and below it everything that holds it back, since when, and what ends it. */
public final class StateOfTrading {

    private final Label word = new Label();
    private final Label sentence = new Label();
    private final GridPane lines = new GridPane();
    private final Panel panel;
    private List<List<String>> shown = List.of();

    public StateOfTrading() {
        word.setId("risk-state");
        word.getStyleClass().addAll("chip", "state-word");
        word.setMinWidth(Region.USE_PREF_SIZE);
        sentence.setId("risk-sentence");
        sentence.setWrapText(true);
        lines.setId("risk-lines");
        lines.getStyleClass().add("facts");
        lines.setManaged(false);
        final ColumnConstraints way = new ColumnConstraints();
        way.setHgrow(Priority.ALWAYS);
        lines.getColumnConstraints().addAll(new ColumnConstraints(), new ColumnConstraints(), way);
        final HBox top = new HBox(word, sentence);
        top.getStyleClass().addAll("facts", "state-head");
        final GridPane both = new GridPane();
        both.add(top, 0, 0);
        both.add(lines, 0, 1);
        GridPane.setHgrow(lines, Priority.ALWAYS);
        panel = new Panel("State of trading", both);
        panel.setMinHeight(Region.USE_PREF_SIZE);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        final List<Hold> holds = moment.holds();
        final boolean hasEnded = moment.isEnd();
        showWord(holds, moment);
        final List<List<String>> now = holds.stream().map(hold -> List.of(
            HoldWords.symbol(hold.kind()) + " " + HoldWords.what(hold, moment), hold.sinceNs() == 0 ? "" : "since " + Times.full(hold.sinceNs()),
            hasEnded ? "the session has ended" : RiskWords.wayOut(hold, moment))).toList();
        if (!now.equals(shown)) {
            shown = now;
            lines.getChildren().clear();
            for (int row = 0; row < now.size(); row++) {
                addLine(row, now.get(row), HoldWords.ink(holds.get(row).kind()));
            }
            lines.setManaged(!now.isEmpty());
        }
    }

    private void showWord(final List<Hold> holds, final Moment moment) {
        if (moment.isEnd()) {
            set("■ ENDED", Ink.MUTED, holds.isEmpty() ? "The session ended in order. Nothing held it back."
                : "The session ended in order. At its end, this held it back:");
        } else if (holds.isEmpty() && moment.isSilentEnd()) {
            set("◌ SILENT", Ink.WARN,
                "The session has no end record, and its journal does not grow: it is not known to run. At its last record, nothing held it back.");
        } else if (holds.isEmpty()) {
            set("● TRADING", Ink.GOOD, "Nothing holds it back: the session takes new risk within its limits.");
        } else {
            final Hold first = holds.getFirst();
            set(HoldWords.title(first.kind()), HoldWords.ink(first.kind()), areExitsBlocked(first.kind())
                ? "The session sends no orders." : "The session takes no new risk. Orders that close a position still pass.");
        }
    }

    private void set(final String text, final Ink ink, final String why) {
        word.setText(text);
        Inks.mark(word, ink);
        sentence.setText(why);
    }

    private static boolean areExitsBlocked(final Hold.Kind kind) {
        return kind == Hold.Kind.STANDING_DOWN || kind == Hold.Kind.KILLED || kind == Hold.Kind.OBSERVING;
    }

    private void addLine(final int row, final List<String> texts, final Ink ink) {
        final Label what = new Label(texts.get(0));
        Inks.mark(what, ink);
        final Label since = new Label(texts.get(1));
        since.getStyleClass().add("muted");
        final Label way = new Label(texts.get(2));
        what.setMinWidth(Region.USE_PREF_SIZE);
        since.setMinWidth(Region.USE_PREF_SIZE);
        lines.addRow(row, what, since, way);
    }
}
