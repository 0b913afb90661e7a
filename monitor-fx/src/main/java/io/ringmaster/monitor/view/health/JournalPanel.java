package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.HealthView;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Inks;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The two journals: how far they reach, what proves them, what is wrong with them, and the disk they are on. */
public final class JournalPanel {

    private static final long NS_PER_HOUR = 3_600_000_000_000L;
    private static final long SHORT_OF_SPACE = 1_000_000_000L;
    private static final long OUT_OF_SPACE = 300_000_000L;

    private final Facts facts = new Facts(
        "Last input", "Chain of the inputs", "Last output", "Chain of the outputs", "Inputs since an output", "Sound up to", "Engine's word on it", "On disk",
        "Growth", "Free on the disk");
    private final VBox remarks = new VBox();
    private final Label status = Status.label("health-journal-status");
    private final Panel panel;
    private List<String> shown = List.of();

    public JournalPanel() {
        facts.setId("health-journal");
        remarks.setId("health-remarks");
        remarks.getStyleClass().add("facts");
        remarks.setManaged(false);
        panel = new Panel("Journal", new VBox(facts, remarks)).with(status);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        final HealthView health = moment.health();
        facts.set("Last input", Numbers.count(health.inputSequence()) + "   " + Times.millis(moment.timeNs()));
        facts.set("Chain of the inputs", chain(health.inputChain()));
        facts.set("Last output", Numbers.count(health.outputSequence()));
        facts.set("Chain of the outputs", chain(health.outputChain()));
        facts.set("Inputs since an output", Numbers.count(health.inputsSinceOutput()));
        facts.set("Sound up to", Numbers.count(moment.lastSequence()) + (moment.isLoading() ? ", still reading" : ", every byte checked"));
        showEngine(moment);
        facts.set("On disk", Bytes.of(health.disk().bytes()));
        facts.set("Growth", growth(moment, health));
        final long freeBytes = health.disk().freeBytes();
        final Status disk = freeBytes < 0 ? Status.NONE : freeBytes < OUT_OF_SPACE ? Status.BAD : freeBytes < SHORT_OF_SPACE ? Status.WARN : Status.OK;
        final String free = Bytes.of(freeBytes);
        facts.set("Free on the disk", disk == Status.OK ? free : disk.of(free), disk == Status.OK ? Ink.TEXT : disk.ink());
        showRemarks(health.remarks());
        final Status files = health.remarks().isEmpty() ? Status.OK : Status.WARN;
        final Status all = files.or(disk).or(health.isHealthy() ? Status.OK : Status.BAD);
        all.show(status, all == Status.OK ? "OK" : !health.remarks().isEmpty() ? "see below" : health.isHealthy() ? "disk fills" : "unhealthy");
    }

    private static String chain(final int value) {
        return String.format("%08x", value);
    }

    /** Of the session's own hour. */
    private static String growth(final Moment moment, final HealthView health) {
        final long lengthNs = moment.lastTimeNs() - moment.firstTimeNs();
        final long bytes = health.disk().bytes();
        if (bytes < 0 || lengthNs <= 0) {
            return Numbers.NONE;
        }
        return Bytes.of(Math.round((double) bytes / lengthNs * NS_PER_HOUR)) + " an hour, "
            + Bytes.of(bytes / Math.max(1, moment.lastSequence())) + " an input";
    }

    private void showEngine(final Moment moment) {
        Event.JournalHealth last = null;
        for (final EventRow row : moment.inputEvents().asList()) {
            last = row.event() instanceof final Event.JournalHealth news ? news : last;
        }
        if (last == null) {
            facts.set("Engine's word on it", "never unhealthy", Ink.TEXT);
        } else {
            final Status engine = last.isHealthy() ? Status.OK : Status.BAD;
            facts.set("Engine's word on it", engine.of(
                (last.isHealthy() ? "healthy" : "unhealthy") + ", lag " + Times.duration(last.lagNs()) + ", free " + Bytes.of(last.freeBytes())), engine.ink());
        }
    }

    private void showRemarks(final List<String> now) {
        if (!now.equals(shown)) {
            shown = List.copyOf(now);
            remarks.getChildren().setAll(now.stream().map(JournalPanel::remark).toList());
            remarks.setManaged(!now.isEmpty());
        }
    }

    private static Label remark(final String text) {
        final Label label = new Label(Status.WARN.of(text));
        label.setWrapText(true);
        Inks.mark(label, Ink.WARN);
        return label;
    }
}
