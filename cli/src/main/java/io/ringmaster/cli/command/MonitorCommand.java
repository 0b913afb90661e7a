package io.ringmaster.cli.command;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.Monitor;
import io.ringmaster.monitor.window.MonitorRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code monitor}: the desktop monitor. Only this command loads JavaFX. */
@Command(
    name = "monitor",
    description = {
        "Opens the desktop monitor on the journal of a running or finished session: what it holds, why, and what could stop it, at any moment of the"
            + " session. It only reads: it cannot touch trading, and never writes below the session.",
        "With --snapshot, it draws one view into a PNG file without a display, or every view into a directory. docs/monitor.md shows what is in them."},
    mixinStandardHelpOptions = true,
    footer = {
        "", "Examples:", "  ./ringmaster monitor journals/first",
        "  ./ringmaster monitor journals/first --view risk --snapshot risk.png --at 23:56:30"})
public final class MonitorCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "directory of a session (default: choose one in the window)")
    private Path directory;

    @Option(names = "--snapshot", paramLabel = "PNG", description = "draw one view into this file, or every view into this directory, without a display, and end")
    private Path snapshot;

    @Option(names = "--view", paramLabel = "V",
        description = "overview, chart, ladder, strategies, decision, thoughts, orders, portfolio, risk, latency or health"
            + " (default: the one you saw last; of a picture: overview)")
    private String view;

    @Option(names = "--at", paramLabel = "TIME",
        description = "as of this time, such as 2026-11-29T20:00:00Z, or 20:00:00 of the session's first day (default: the end of the journal)")
    private String at;

    @Option(names = "--size", paramLabel = "WxH", description = "size of the window or picture in pixels (default: 1600x1000)")
    private String size;

    @Option(names = "--theme", paramLabel = "T", description = "dark or light (default: the one you used last; of a picture: dark)")
    private String theme;

    @Override
    public Integer call() {
        if (snapshot != null && directory == null) {
            throw new InvalidInputException("--snapshot needs the directory of a session: ./ringmaster monitor DIR --snapshot " + snapshot);
        }
        final MonitorRequest request = new MonitorRequest(
            directory, snapshot == null ? null : MonitorRequest.picture(snapshot), view == null ? null : MonitorRequest.page(view), at == null ? null : MonitorRequest.time(at),
            size == null ? null : MonitorRequest.Size.parse(size),
            theme == null ? null : MonitorRequest.theme(theme));
        if (directory != null) {
            MonitorRequest.requireSession(directory);
        }
        if (snapshot == null) {
            MonitorRequest.requireDisplay(System.getProperty("os.name"), System.getenv());
        }
        Monitor.run(request);
        return 0;
    }
}
