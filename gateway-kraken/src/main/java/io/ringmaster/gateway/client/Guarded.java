package io.ringmaster.gateway.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/** Work on a thread of the gateway. A failure runs the consequence, raises an alert, and ends the work. */
record Guarded(Runnable work, Consumer<String> alerts, Runnable consequence) implements Runnable {

    @Override
    public void run() {
        try {
            work.run();
        } catch (final RuntimeException | Error e) {
            consequence.run();
            final StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            alerts.accept("the gateway failed and stops trading: " + trace);
            throw e;
        }
    }
}
