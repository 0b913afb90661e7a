package io.ringmaster.monitor.view.health;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.view.kit.Facts;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Panel;
import javafx.scene.control.Label;

/** The monitor itself: how fast it reads, how many moments it skipped to keep up, and its memory. */
public final class MonitorPanel {

    private static final long WINDOW_NS = 1_000_000_000L;
    private static final double NS_PER_SECOND = 1e9;
    private static final double NEARLY_FULL = 0.9;

    private final Facts facts = new Facts("Events read", "Moments shown", "Moments skipped", "Memory in use", "Memory at most", "Java");
    private final Label status = Status.label("health-monitor-status");
    private final Panel panel;
    private long windowNs;
    private long windowSequence = -1;
    private long windowShown;
    private long shown;
    private long skipped;
    private long lastNumber = -1;

    public MonitorPanel() {
        facts.setId("health-monitor");
        panel = new Panel("This monitor", facts).with(status);
        facts.set("Java", Runtime.version().feature() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
    }

    public Panel panel() {
        return panel;
    }

    public void show(final Moment moment) {
        final long nowNs = System.nanoTime();
        count(moment);
        if (windowSequence < 0 || nowNs - windowNs >= WINDOW_NS) {
            if (windowSequence >= 0) {
                final double seconds = (nowNs - windowNs) / NS_PER_SECOND;
                facts.set("Events read", Numbers.count(Math.max(0, Math.round((moment.lastSequence() - windowSequence) / seconds))) + " a second");
                facts.set("Moments shown", Numbers.count(shown) + ", " + Numbers.count(Math.round((shown - windowShown) / seconds)) + " a second");
            }
            windowNs = nowNs;
            windowSequence = moment.lastSequence();
            windowShown = shown;
        }
        facts.set("Moments skipped", Numbers.count(skipped) + ", events none");
        final Runtime runtime = Runtime.getRuntime();
        final long used = runtime.totalMemory() - runtime.freeMemory();
        facts.set("Memory in use", Bytes.of(used));
        facts.set("Memory at most", Bytes.of(runtime.maxMemory()));
        final Status memory = used > NEARLY_FULL * runtime.maxMemory() ? Status.WARN : Status.OK;
        memory.show(status, memory == Status.OK ? "OK" : "memory is short");
    }

    /** A moment that was published and replaced before a frame was drawn was skipped; its events are in the next one. */
    private void count(final Moment moment) {
        if (moment.number() == lastNumber) {
            return;
        }
        if (lastNumber >= 0 && moment.number() > lastNumber) {
            skipped += moment.number() - lastNumber - 1;
        }
        lastNumber = moment.number();
        shown++;
    }
}
