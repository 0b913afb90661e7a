package io.ringmaster.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** How many columns the terminal has; read again every two seconds, because you can resize it. */
public final class TerminalWidth {

    private static final int USUAL = 80;
    private static final long LOOK_EVERY_NS = 2_000_000_000L;

    private Terminal terminal;
    private int width = USUAL;
    private long dueNs;

    public int get() {
        final long nowNs = System.nanoTime();
        if (terminal == null || nowNs - dueNs >= 0) {
            dueNs = nowNs + LOOK_EVERY_NS;
            final int columns = terminal().getWidth();
            width = columns > 0 ? columns : USUAL;
        }
        return width;
    }

    private Terminal terminal() {
        if (terminal == null) {
            try {
                terminal = TerminalBuilder.builder().dumb(true).build();
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot open the terminal", e);
            }
        }
        return terminal;
    }
}
