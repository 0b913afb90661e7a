package io.ringmaster.monitor.view.risk;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.Agreement;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the gate follows besides limits that are used up bit by bit, and how the comparison with the venue stands. */
public final class OtherRules {

    private static final String RECONCILED = "Compared with the venue";
    private static final String COMPARED_AT = "Compared last";
    private static final String JOURNAL = "Journal of the engine";
    private static final String INVARIANTS = "Broken invariants";

    private final Facts facts = new Facts(RECONCILED, COMPARED_AT, JOURNAL, INVARIANTS);
    private final VBox sentences = new VBox();
    private final Panel panel;
    private List<String> shown = List.of();

    public OtherRules() {
        facts.setId("risk-rules");
        sentences.setId("risk-rule-sentences");
        sentences.getStyleClass().addAll("facts", "rules");
        final ScrollPane scroll = new ScrollPane(new VBox(facts, sentences));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain");
        panel = new Panel("Other rules", scroll);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        Event.Reconciliation last = null;
        long lastNs = 0;
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof final Event.Reconciliation news) {
                last = news;
                lastNs = row.timeNs();
            }
        }
        if (last == null) {
            facts.set(RECONCILED, "not reported yet", Ink.MUTED);
        } else {
            final boolean isAgreed = last.agreement() == Agreement.AGREED;
            facts.set(RECONCILED, isAgreed ? "● agrees" : "▲ differs", isAgreed ? Ink.GOOD : Ink.WARN);
        }
        facts.set(COMPARED_AT, Times.seconds(lastNs));
        final boolean isHealthy = moment.health().isHealthy();
        facts.set(JOURNAL, isHealthy ? "● healthy" : "■ unhealthy", isHealthy ? Ink.GOOD : Ink.BAD);
        final int broken = moment.brokenInvariants().size();
        facts.set(INVARIANTS, broken == 0 ? "● none" : "■ " + broken, broken == 0 ? Ink.GOOD : Ink.BAD);
        showSentences(RuleSentences.of(moment.facts().risk()));
    }

    private void showSentences(final List<String> now) {
        if (!now.equals(shown)) {
            shown = now;
            sentences.getChildren().setAll(now.stream().map(OtherRules::sentence).toList());
        }
    }

    private static Label sentence(final String text) {
        final Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
