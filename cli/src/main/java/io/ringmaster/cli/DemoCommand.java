package io.ringmaster.cli;

import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the main job on the embedded default, and the proof that it replays. */
@Command(
    name = "demo",
    description = {
        "Plays a real recorded Bitcoin market through the whole pipeline: strategies, decision, risk gate, orders on a simulated Kraken,"
            + " everything journaled. Then replays its own journal and says whether every byte is the same.",
        "A journal directory with a session that was cut short is gone on with."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster demo --seconds 20 --topology spread --journal journals/first"})
final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter DIRECTORY_STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    @Option(names = "--seconds", description = "how long it plays, in wall seconds (default: ${DEFAULT-VALUE})", defaultValue = "28")
    private int seconds;

    @Option(names = "--speed", description = "market seconds in a wall second; 0: as fast as it goes (default: ${DEFAULT-VALUE})",
        defaultValue = "10")
    private double speed;

    @Option(names = "--data", description = "a recording in Binance L2 format instead of the bundled one")
    private Path data;

    @Option(names = "--config", description = "a configuration instead of the embedded one")
    private Path config;

    @Option(names = "--topology", description = "compact, spread or auto (default: by the configuration)")
    private TopologySettings.Mode topology;

    @Option(names = "--journal", description = "directory for the journal (default: journals/demo-TIME)")
    private Path journal;

    @Option(names = "--wire",
        description = "trade over Kraken's own protocol on loopback, REST through XChange and WebSockets, as with the real venue; what happens"
            + " then depends on sockets and clocks, so no two sessions are the same")
    private boolean overTheWire;

    @Option(names = "--set", description = "override one setting: a.b=c; may be repeated")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--json", description = "print one JSON object as the last line and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        if (seconds <= 0) {
            throw new InvalidInputException("--seconds must be positive: " + seconds);
        }
        if (!(speed >= 0)) {
            throw new InvalidInputException("--speed must not be negative: " + speed);
        }
        final Settings read = config == null ? Settings.readResource("/demo/demo.yaml", overrides) : Settings.read(config, overrides);
        final Settings settings = topology == null ? read : read.with(read.topology().withMode(topology));
        final Path directory = journal != null ? journal : Path.of("journals", "demo-" + LocalDateTime.now().format(DIRECTORY_STAMP));
        if (overTheWire) {
            return overTheWire(settings, directory);
        }
        final DemoSession session = new DemoSession(settings, data, directory, seconds, speed, json ? DemoView.quiet() : DemoView.live());
        final DemoResult result = session.run();
        if (json) {
            result.json().print(System.out);
        } else {
            result.printTable(System.out);
        }
        return result.replay().isIdentical() ? 0 : ExitCode.NOT_VERIFIED;
    }

    private int overTheWire(final Settings settings, final Path directory) {
        final WireDemo.Result result =
            new WireDemo(settings, data, directory, seconds, speed, json ? DemoView.quiet() : DemoView.live()).run();
        if (json) {
            result.result().json()
                .put("ordersLeftAtVenue", result.venueOrders())
                .putE8("venuePosition", result.venuePositionE8())
                .put("stoodDown", result.isFlat())
                .print(System.out);
        } else {
            result.result().printTable(System.out);
            System.out.printf("  %-9s %d orders left, position %s%s%n", "venue", result.venueOrders(),
                FixedPoint.format(result.venuePositionE8()), result.isSound() ? ", as here" : "");
        }
        return result.isSound() ? 0 : ExitCode.NOT_VERIFIED;
    }
}
