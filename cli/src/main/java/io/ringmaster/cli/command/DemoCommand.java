package io.ringmaster.cli.command;

import io.ringmaster.cli.session.DemoResult;
import io.ringmaster.cli.session.DemoSession;
import io.ringmaster.cli.session.SessionView;
import io.ringmaster.cli.session.WireDemo;
import io.ringmaster.cli.settings.ExamplePolicy;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.monitor.window.MonitorRequest;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: trades a recorded market with the embedded configuration, and proves that the session replays. */
@Command(
    name = "demo",
    description = {
        "Trades a recorded Bitcoin market on a simulated Kraken: strategies, decisions, risk gate and orders, all journaled. Then it replays its"
            + " own journal and reports whether every byte is the same.",
        "The first part runs in virtual time and gives the same result each time. The second, shorter part trades over Kraken's protocol on"
            + " loopback, through the gateway for the real venue.",
        "If the journal directory contains an unfinished session, the demo resumes it with its own settings, and refuses others."},
    mixinStandardHelpOptions = true,
    footer = {
        "", "Examples:", "  ./ringmaster demo --seconds 20 --topology spread --journal journals/first",
        "  ./ringmaster demo --policy onnx --journal journals/model", "  ./ringmaster demo --monitor"})
public final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter DIRECTORY_STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    /** Long enough to show orders and fills. */
    private static final int WIRE_SECONDS = 10;
    private static final int DEFAULT_SECONDS = 28;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seconds", description = "duration in wall-clock seconds (default: " + DEFAULT_SECONDS + ")")
    private Integer givenSeconds;

    @Option(names = "--speed",
        description = "market seconds per wall-clock second; 0: full speed, in virtual time only (default: ${DEFAULT-VALUE})",
        defaultValue = "10")
    private double speed;

    @Option(names = "--data", description = "a recording in Binance L2 format instead of the bundled one")
    private Path data;

    @Option(names = "--config", description = "a configuration instead of the embedded one")
    private Path config;

    @Option(names = "--policy",
        description = "what decides: confluence, experts, or onnx, the example model (docs/models.md) (default: from the configuration)")
    private ExamplePolicy policy;

    @Option(names = "--topology", description = "compact, spread or auto (default: from the configuration)")
    private TopologySettings.Mode topology;

    @Option(names = "--journal", description = "directory for the journal (default: journals/demo-TIME)")
    private Path journal;

    @Option(names = "--wire", negatable = true,
        description = "trade only over Kraken's protocol on loopback, with REST through XChange and WebSockets, as with the real venue (sockets"
            + " and clocks then make every session different); with --no-wire, only in virtual time")
    private Boolean overTheWire;

    @Option(names = "--monitor", description = "open the desktop monitor on the session, in a process of its own (docs/monitor.md)")
    private boolean isMonitored;

    @Option(names = "--set", description = "override one setting: a.b=c; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        final int seconds = givenSeconds == null ? DEFAULT_SECONDS : givenSeconds;
        if (seconds <= 0) {
            throw new InvalidInputException("--seconds must be positive: " + seconds);
        }
        if (!(speed >= 0)) {
            throw new InvalidInputException("--speed must not be negative: " + speed);
        }
        final Map<String, String> all = policy == null ? overrides : policy.under(overrides);
        final Settings read = config == null ? Settings.readResource("/demo/demo.yaml", all) : Settings.read(config, all);
        final Settings settings = topology == null ? read : read.with(read.topology().withMode(topology));
        final Path directory = journal != null ? journal : Path.of("journals", "demo-" + LocalDateTime.now().format(DIRECTORY_STAMP));
        if (isMonitored) {
            MonitorRequest.requireDisplay(System.getProperty("os.name"), System.getenv());
            MonitorProcess.startOnceThereIsASession(spec.root().userObject().getClass(), directory);
        }
        if (policy != null && data == null && !json && !policy.note().isEmpty()) {
            System.out.println("  " + policy.note());
        }
        if (Boolean.TRUE.equals(overTheWire)) {
            final WireDemo.Result result = overTheWire(settings, directory, seconds);
            if (json) {
                result.json(new JsonLine()).print(System.out);
            } else {
                result.printTable(System.out);
            }
            return exitCode(result.isSound());
        }
        final DemoResult result = new DemoSession(
            settings, new DemoSession.Play(data, seconds, speed), asked(), directory, view()).run();
        if (!json) {
            result.printTable(System.out);
        }
        final WireDemo.Result wire = overTheWire == null && speed > 0 ? wireAct(settings, directory, Math.min(seconds, WIRE_SECONDS)) : null;
        if (json) {
            final JsonLine line = result.json(new JsonLine());
            (wire == null ? line : line.putObject("wire", wire::json)).print(System.out);
        }
        return exitCode(result.replay().isIdentical() && (wire == null || wire.isSound()));
    }

    /** The second part: the same strategies on the same market, through sockets and the gateway for the real venue. */
    private WireDemo.Result wireAct(final Settings settings, final Path directory, final int playedSeconds) {
        if (!json) {
            System.out.println();
        }
        final WireDemo.Result wire =
            overTheWire(settings, Directories.vacant(directory.resolveSibling(directory.getFileName() + "-wire")), playedSeconds);
        if (!json) {
            wire.printTable(System.out);
        }
        return wire;
    }

    private WireDemo.Result overTheWire(final Settings settings, final Path directory, final int playedSeconds) {
        return new WireDemo(settings, data, directory, playedSeconds, speed, view()).run();
    }

    private DemoSession.Asked asked() {
        return new DemoSession.Asked(config != null || !overrides.isEmpty() || Settings.isInEnvironment(), data != null, givenSeconds != null);
    }

    private SessionView view() {
        return json ? SessionView.quiet() : SessionView.live();
    }

    private static int exitCode(final boolean isSound) {
        return isSound ? 0 : ExitCode.NOT_VERIFIED;
    }
}
