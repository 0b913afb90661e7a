package io.ringmaster.cli.command;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.ringmaster.cli.Main;
import io.ringmaster.cli.metrics.Follower;
import io.ringmaster.cli.metrics.Metrics;
import io.ringmaster.cli.metrics.MetricsServer;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.config.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code metrics}: a process of its own that folds a session's journals and serves the result to Prometheus. */
@Command(
    name = "metrics",
    description = {
        "Serves the state of a running or finished session as Prometheus metrics, from its journals. It only reads: the engine does not know of it, and"
            + " it never writes below the session.",
        "It answers GET of /metrics, on this machine only, until it is interrupted. docs/metrics.md says what each metric means."},
    mixinStandardHelpOptions = true,
    footer = {
        "", "Examples:", "  ./ringmaster metrics journals/paper", "  curl http://127.0.0.1:9464/metrics", "  ./ringmaster metrics journals/paper --once"})
public final class MetricsCommand implements Callable<Integer> {

    private static final long REST_NS = 100_000_000;
    private static final int MOST_PORT = 65_535;

    @Parameters(paramLabel = "DIR", description = "directory of a session")
    private Path directory;

    @Option(names = "--port", paramLabel = "P", description = "port; 0: any free one (default: ${DEFAULT-VALUE})", defaultValue = "9464")
    private int port;

    @Option(names = "--address", paramLabel = "A", defaultValue = "127.0.0.1",
        description = "address to listen on (default: ${DEFAULT-VALUE}). With another one, everybody who reaches it can read position and equity")
    private String address;

    @Option(names = "--wait", description = "also start if the directory holds no session yet, and wait for it")
    private boolean isWaiting;

    @Option(names = "--once", description = "print the metrics and end")
    private boolean isOnce;

    @Override
    public Integer call() {
        if (!isWaiting) {
            requireSession();
        }
        try (Follower follower = new Follower(directory)) {
            final Metrics metrics = new Metrics(follower, BuildVersion.text());
            return isOnce ? print(follower, metrics) : serve(follower, metrics);
        }
    }

    private void requireSession() {
        if (!Files.isDirectory(directory.resolve("input"))) {
            throw new InvalidInputException(directory + " holds no session: input/ is missing. Give the directory of a session,"
                + " or --wait for one that starts later.");
        }
    }

    private static int print(final Follower follower, final Metrics metrics) {
        while (follower.read()) {
            // Reads to the end.
        }
        try {
            PrometheusTextFormatWriter.create().write(System.out, metrics.collect());
            System.out.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(Main.UNWRITTEN, e);
        }
        return 0;
    }

    private int serve(final Follower follower, final Metrics metrics) {
        try (MetricsServer server = MetricsServer.start(listenAddress(), metrics); StopSignal stop = StopSignal.listening()) {
            final InetSocketAddress listens = server.address();
            System.out.println("metrics of " + directory + " are at http://" + listens.getAddress().getHostAddress() + ":" + listens.getPort() + "/metrics");
            System.out.flush();
            while (!stop.isAsked()) {
                if (!follower.read()) {
                    LockSupport.parkNanos(REST_NS);
                }
            }
        }
        return 0;
    }

    private InetSocketAddress listenAddress() {
        if (port < 0 || port > MOST_PORT) {
            throw new InvalidInputException("--port must be from 0 to " + MOST_PORT + ": " + port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(address), port);
        } catch (final UnknownHostException e) {
            throw new InvalidInputException("--address is no address of this machine: " + address + ". Give one such as 127.0.0.1.");
        }
    }
}
