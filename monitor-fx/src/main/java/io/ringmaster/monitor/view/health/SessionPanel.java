package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.Event;
import io.ringmaster.monitor.model.EventRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import io.ringmaster.monitor.view.kit.Times;
import javafx.scene.control.Label;

/** The session and its processes: which build runs which configuration, since when, and how often it began again. */
public final class SessionPanel {

    private static final int DIGITS = 12;

    private final Facts facts = new Facts("Build", "Began", "Event time so far", "Process since", "Last record", "Files written", "Resumed", "Configured again", "Configuration", "Policy", "Model", "Seed");
    private final Label status = Status.label("health-session-status");
    private final Panel panel;

    public SessionPanel() {
        facts.setId("health-session");
        panel = new Panel("Session and process", facts).with(status);
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        int resumes = 0;
        int configured = 0;
        long sinceNs = moment.firstTimeNs();
        for (final EventRow row : moment.inputEvents().asList()) {
            if (row.event() instanceof Event.Resumed) {
                resumes++;
                sinceNs = row.timeNs();
            }
            configured += row.event() instanceof Event.Reconfigured ? 1 : 0;
        }
        final SessionFacts session = moment.facts();
        facts.set("Build", session.build());
        facts.set("Began", Times.full(moment.firstTimeNs()));
        facts.set("Event time so far", Times.duration(moment.timeNs() - moment.firstTimeNs()));
        facts.set("Process since", Times.full(sinceNs));
        facts.set("Resumed", Numbers.count(resumes));
        facts.set("Configured again", Numbers.count(configured));
        facts.set("Configuration", digest(session.configSha256()));
        facts.set("Policy", session.policy().isEmpty() ? Numbers.NONE : session.policy());
        facts.set("Model", digest(session.model()));
        facts.set("Seed", Long.toString(session.seed()), Ink.MUTED);
        facts.set("Last record", Times.full(moment.lastTimeNs()));
        facts.set("Files written", Times.full(moment.health().disk().writtenNs()));
        switch (moment.life()) {
            case ENDED -> Status.NONE.show(status, "ended in order");
            case GROWING -> Status.OK.show(status, "journal grows");
            case SILENT -> Status.WARN.show(status, "no end record, not known to run");
        }
    }

    private static String digest(final String sha256) {
        return sha256.isEmpty() ? "none" : sha256.substring(0, Math.min(DIGITS, sha256.length())) + "…";
    }
}
