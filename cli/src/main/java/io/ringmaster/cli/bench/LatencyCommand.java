package io.ringmaster.cli.bench;

import io.ringmaster.cli.session.CodeWarmup;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.onnx.RandomNetwork;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench latency}. */
@Command(
    name = "latency",
    description = {
        "Measures how long the way is from a tick (a market event) to an order (a command in the gateway's ring), in total and stage by stage, beside the"
            + " bare parts of that way in the same run. Counts from the time at which each event is due, so that a pause counts for every event that"
            + " waits.",
        "A load generator publishes the demo's recording, a message for each level of the book that changes, to a session that is wired as 'run' wires it."
            + " Strategies decide on bars of 1 to 15 seconds. A policy observes the 30 values of micro30 on every event; a network of 30-128-64-32-3 runs"
            + " on them (--model). The answer is buy and sell in turns, whatever the network says, because random weights hardly ever reverse. So every"
            + " few events cause a command, and a simulated venue acknowledges and fills it.",
        "On cores that are shared, trust p50, and ratios within one run. Tails and 'spread' need a core for each thread."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster bench latency", "  ./ringmaster bench latency --rate 1k,1M --model exact --out results/latency",
        "  ./ringmaster bench latency --stage decision"})
final class LatencyCommand implements Runnable {

    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_CALL_RATE = 100_000;
    private static final Set<String> ONLY_WITH_STAGE = Set.of("--activation", "--calls");
    private static final Set<String> ONLY_WITHOUT_STAGE = Set.of("--arrivals", "--seconds", "--events", "--warm-up", "--warm-code", "--topology", "--journal",
        "--model", "--trigger", "--tracing", "--strategies", "--journals-in", "--out");

    /** A stage that is measured by itself. */
    enum Stage { DECISION }

    /** The function between the layers of the network, named as in ONNX. */
    enum Activation { RELU("Relu"), TANH("Tanh");

        private final String operator;

        Activation(final String operator) {
            this.operator = operator;
        }
    }

    /** When events come. */
    enum When { FIXED, RECORDED }

    /** Which sessions are measured. */
    enum Journals {

        ON(true), OFF(false), BOTH(true, false);

        private final List<Boolean> sessions;

        Journals(final Boolean... sessions) {
            this.sessions = List.of(sessions);
        }
    }

    /** What runs the network. */
    enum Decider {

        NONE(null), EXACT(EngineChoice.EXACT), ONNXRUNTIME(EngineChoice.ONNXRUNTIME);

        private final EngineChoice engine;

        Decider(final EngineChoice engine) {
            this.engine = engine;
        }
    }

    /** When the policy is asked. */
    enum Trigger { EVERY, BAR }

    /** A switch. */
    enum Switch { ON, OFF }

    @Option(names = "--rate", split = ",", description = "events a second, 1 to 1M, separated by commas (default: 1k,10k,100k; with --stage: 1k)")
    private List<String> rates;

    @Option(names = "--arrivals", defaultValue = "FIXED",
        description = "fixed: events come at --rate; recorded: they come as they came when they were recorded (default: fixed)")
    private When arrivals;

    @Option(names = "--seconds", defaultValue = "5",
        description = "duration of each load, with and without journals, in turns with the bare parts (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--events", defaultValue = "1000000", description = "most events of each load (default: ${DEFAULT-VALUE})")
    private long events;

    @Option(names = "--warm-up", defaultValue = "120000",
        description = "events that each session plays before it is measured, at full speed (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--warm-code", description = "seconds of the made market that 'run' plays before a session, at most, here before the second start that"
        + " is measured; 0: measure only the start without it (default: ${DEFAULT-VALUE})", defaultValue = "10")
    private double warmCode;

    @Option(names = "--topology", defaultValue = "AUTO", description = "compact, spread or auto (default: auto)")
    private TopologySettings.Mode topology;

    @Option(names = "--journal", defaultValue = "BOTH", description = "on, off, or both in turns (default: both)")
    private Journals journals;

    @Option(names = "--model", defaultValue = "NONE", description = "what runs the network: exact, onnxruntime, or none for no network (default: none)")
    private Decider model;

    @Option(names = "--trigger", defaultValue = "EVERY", description = "when the policy is asked: every (event) or bar (default: every)")
    private Trigger trigger;

    @Option(names = "--tracing", defaultValue = "ON", description = "off: stages take no time stamps, and only the way as a whole is measured (default: on)")
    private Switch tracing;

    @Option(names = "--strategies", defaultValue = "25", description = "number of strategies, 1 to 25 (default: ${DEFAULT-VALUE})")
    private int strategies;

    @Mixin
    private JournalsPlace journalsPlace;

    @Option(names = "--out", paramLabel = "DIR",
        description = "new or empty directory for latency.html (percentile plots), latency.json, and an HdrHistogram log (.hlog) for each stage")
    private Path out;

    @Option(names = "--stage", description = "decision: measure only the network's decisions with both engines, beside the bare call of each")
    private Stage stage;

    @Option(names = "--activation", defaultValue = "RELU", description = "with --stage: between the layers: relu or tanh (default: relu)")
    private Activation activation;

    @Option(names = "--calls", defaultValue = "10000", description = "with --stage: measured calls of each kind (default: ${DEFAULT-VALUE})")
    private int calls;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        requireOptionsOfTheStage();
        if (stage == Stage.DECISION) {
            runDecision();
            return;
        }
        require(seconds > 0 && seconds <= 3_600, "--seconds must be above 0 and at most 3600: " + seconds);
        require(events > 0, "--events must be positive: " + events);
        require(warmUp > 0, "--warm-up must be positive: " + warmUp);
        require(warmCode >= 0 && warmCode <= CodeWarmup.MOST_SECONDS, "--warm-code must be from 0 to " + CodeWarmup.MOST_SECONDS + ": " + warmCode);
        final int most = LatencyPlan.mostStrategies();
        require(strategies >= 1 && strategies <= most, "--strategies must be from 1 to " + most + ": " + strategies);
        final List<LatencyPlan.Load> loads = loads();
        if (out != null) {
            require(!Files.exists(out) || Directories.isEmpty(out), "--out: " + out + " is occupied. Give a new or empty directory.");
            JournalsPlace.create("--out", out);
        }
        final Path directory = journalsPlace.temporary();
        try {
            measure(new LatencyPlan(loads, seconds, events, warmUp, (long) (warmCode * 1e9), new LatencyPlan.Subject(
                topology, journals.sessions, model.engine, trigger == Trigger.EVERY, tracing == Switch.ON, strategies, directory)));
        } finally {
            Directories.delete(directory);
        }
    }

    /** An option that would change nothing is refused, so that a figure is of what was asked for. */
    private void requireOptionsOfTheStage() {
        final Set<String> others = stage == null ? ONLY_WITH_STAGE : ONLY_WITHOUT_STAGE;
        for (final OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
            require(!others.contains(given.longestName()),
                given.longestName() + (stage == null ? " goes only with --stage." : " does not go with --stage.") + " Leave one of them out.");
        }
    }

    private void measure(final LatencyPlan plan) {
        final LatencyFigures figures;
        try (LatencyBench bench = new LatencyBench(plan, sentence -> System.err.println("ringmaster: " + sentence))) {
            figures = bench.run();
        }
        final LatencyReport report = new LatencyReport(plan, figures);
        if (out != null) {
            new LatencyFiles(report).write(out);
        }
        if (json) {
            System.out.println(report.json());
        } else {
            report.printTable();
        }
    }

    private List<LatencyPlan.Load> loads() {
        if (arrivals == When.FIXED) {
            return rates(List.of("1k", "10k", "100k"), MOST_RATE).stream().map(LatencyPlan.Load::new).toList();
        }
        require(rates == null, "--rate does not go with --arrivals recorded, which sets the times of all events. Leave one of them out.");
        return List.of(new LatencyPlan.Load(0));
    }

    private List<Long> rates(final List<String> byDefault, final int most) {
        final List<Long> all = new ArrayList<>();
        for (final String text : rates == null ? byDefault : rates) {
            final long rate = rate(text);
            require(rate >= 1 && rate <= most, "--rate must be from 1 to " + most + ": " + text);
            all.add(rate);
        }
        require(all.stream().distinct().count() == all.size(),
            "--rate names a rate twice: " + all.stream().map(String::valueOf).collect(Collectors.joining(",")));
        return all;
    }

    /** With k for thousands and M for millions; -1 if it is no number. */
    private static long rate(final String text) {
        final String lower = text.strip().toLowerCase(Locale.ROOT);
        final int unit = lower.endsWith("k") ? 1_000 : lower.endsWith("m") ? 1_000_000 : 1;
        final String digits = unit == 1 ? lower : lower.substring(0, lower.length() - 1);
        return digits.matches("[0-9]{1,9}") ? Long.parseLong(digits) * unit : -1;
    }

    private void runDecision() {
        final List<Long> given = rates(List.of("1k"), MOST_CALL_RATE);
        require(given.size() == 1, "--rate takes one rate with --stage: " + given);
        require(calls > 0, "--calls must be positive: " + calls);
        final int rate = Math.toIntExact(given.getFirst());
        final DecisionReport report;
        try (DecisionBench bench = new DecisionBench(RandomNetwork.of(LatencyPlan.NETWORK, activation.operator, LatencyPlan.SEED), rate)) {
            final String network = String.join("-", LatencyPlan.NETWORK.stream().map(String::valueOf).toList());
            report = new DecisionReport(network, activation.operator, rate, calls, bench.run(calls));
        }
        if (json) {
            report.printJson();
        } else {
            report.printTable();
        }
    }

    private static void require(final boolean isGood, final String message) {
        if (!isGood) {
            throw new InvalidInputException(message);
        }
    }
}
