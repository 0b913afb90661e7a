package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.ModelFiles;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.inference.contract.ContractException;
import io.ringmaster.inference.contract.ListedStrategy;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.model.Difference;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.EngineSelection;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.inference.model.graph.Port;
import io.ringmaster.strategies.Timeframe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model}: what a trained network is, and whether it computes here what it computed where it was trained. */
@Command(
    name = "model",
    description = "Shows or checks a trained network in an ONNX file, or prints what one must be trained on.",
    mixinStandardHelpOptions = true,
    subcommands = {ModelCommand.OfShow.class, ModelCommand.OfCheck.class, ModelContractCommand.class},
    footer = {"", "Example:", "  ./ringmaster model check policy.onnx"})
public final class ModelCommand implements Runnable {

    private static final int LONGEST_VALUE = 300;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Choose what to do: show, check or contract.");
    }

    /** SHA-256 of the contract in a model's metadata; null if it has none. */
    private static String contractSha256(final Model model) {
        final ObservationContract contract = contract(model);
        return contract == null ? null : contract.sha256();
    }

    /** The contract in a model's metadata; null if it has none. */
    private static ObservationContract contract(final Model model) {
        final String text = model.metadata().get(Model.CONTRACT_KEY);
        if (text == null) {
            return null;
        }
        final ObservationContract contract = parsed(model, text);
        if (contract.length() != model.graph().input().size()) {
            throw new ModelRefusedException(model.name() + ": its contract has " + contract.length() + " values, but the network takes "
                + model.graph().input().size() + ". Export both again.");
        }
        return contract;
    }

    private static ObservationContract parsed(final Model model, final String text) {
        try {
            return ObservationContract.parse(text);
        } catch (final ContractException e) {
            throw new ModelRefusedException(model.name() + ": its contract is not valid: " + e.getMessage().replace("\n", "; ") + ". Export it again.", e);
        }
    }

    /** What its drift is measured against. */
    private static String reference(final Model model) {
        try {
            final DriftReference reference = DriftReference.of(model);
            return reference == null ? "none: its drift is not measured"
                : reference.values().size() + " values, " + reference.outputs().size() + " outputs";
        } catch (final IllegalArgumentException e) {
            throw new ModelRefusedException(model.name() + ": its reference is not valid: " + e.getMessage() + ". Export it again.", e);
        }
    }

    private static String ports(final List<Port> ports) {
        return ports.stream().map(Port::toString).collect(Collectors.joining(", "));
    }

    private static void printRow(final String name, final Object value) {
        System.out.printf(Locale.ROOT, "  %-13s %s%n", name, value);
    }

    @Command(
        name = "show",
        description = "Shows the inputs, outputs, operators, size, versions and metadata of a model. The model is checked as a session would check it, but"
            + " not run.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ./ringmaster model show policy.onnx"})
    static final class OfShow implements Runnable {

        @Parameters(paramLabel = "FILE", description = "model (.onnx)")
        private Path file;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            final Model model = ModelFiles.model(file);
            final String obstacle = ExactEngine.obstacle(model);
            if (json) {
                new JsonLine()
                    .put("modelSha256", model.sha256())
                    .put("contractSha256", contractSha256(model))
                    .put("reference", reference(model))
                    .put("inputs", model.graph().input().size())
                    .put("outputs", model.graph().outputSize())
                    .put("parameters", model.graph().parameters())
                    .put("opset", model.opset())
                    .put("exactEngineLacks", obstacle)
                    .putList("operators", model.graph().operators(), (operator, line) -> line.put("name", operator))
                    .putList("metadata", model.metadata().entrySet(), (entry, line) -> line.put("key", entry.getKey()).put("value", entry.getValue()))
                    .print(System.out);
                return;
            }
            System.out.println(file);
            printRow("SHA-256", model.sha256());
            printRow("input", model.graph().input());
            printRow("outputs", ports(model.graph().outputs()));
            printRow("operators", String.join(", ", model.graph().operators()));
            printRow("parameters", String.format(Locale.ROOT, "%,d", model.graph().parameters()));
            printRow("opset", model.opset());
            printRow("exact engine", obstacle == null ? "knows every operator" : "does not know " + obstacle);
            printContract(contract(model));
            printRow("reference", reference(model));
            model.metadata().forEach((key, value) -> {
                if (!key.equals(Model.CONTRACT_KEY) && !key.equals(DriftReference.KEY)) {
                    printRow("metadata", printable(key) + ": " + printable(value));
                }
            });
        }

        private static void printContract(final ObservationContract contract) {
            printRow("contract", contract == null ? "none" : contract.sha256());
            if (contract == null) {
                return;
            }
            printRow("observes", printable(contract.origin().market()) + ", bars of " + Timeframe.format(contract.origin().timeframeNs()) + ", asked "
                + switch (contract.origin().decidesOn()) {
                    case BAR -> "when they close";
                    case CLAIM -> "when they close and when a claim becomes true";
                    case EVENT -> "on every event";
                });
            final Map<String, Long> parts = contract.names().stream()
                .collect(Collectors.groupingBy(name -> name.replaceFirst("\\..*", ""), LinkedHashMap::new, Collectors.counting()));
            printRow("", parts.entrySet().stream().map(part -> part.getValue() + " of " + printable(part.getKey())).collect(Collectors.joining(", ")));
            if (!contract.strategies().isEmpty()) {
                printRow("strategies", printable(contract.strategies().stream().map(ListedStrategy::id).collect(Collectors.joining(", "))));
            }
        }

        private static String printable(final String text) {
            final String clean = text.replaceAll("\\p{Cntrl}", " ");
            return clean.length() <= LONGEST_VALUE ? clean : clean.substring(0, LONGEST_VALUE) + " …";
        }
    }

    @Command(
        name = "check",
        description = {
            "Checks a model as a session would: file, contract and engine. Then runs it on zeros, and on the golden vectors if there are any: observations"
                + " with the outputs that were recorded where the network was trained (docs/models.md).",
            "Exit code 0 if the model can decide, 2 if it is refused, 3 if it computes something else than was recorded, or no finite number for zeros."},
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  ./ringmaster model check policy.onnx", "  ./ringmaster model check policy.onnx --golden recorded.csv --engine exact"})
    static final class OfCheck implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "model (.onnx)")
        private Path file;

        @Option(names = "--golden", description = "golden vectors (CSV); default: policy.golden.csv beside policy.onnx, if it exists")
        private Path golden;

        @Option(names = "--engine", defaultValue = "auto",
            description = "auto: the exact engine if it knows every operator and agrees with ONNX Runtime, otherwise ONNX Runtime; onnxruntime; exact")
        private EngineChoice engine;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public Integer call() {
            final Model model = ModelFiles.model(file);
            final String contract = contractSha256(model);
            final Path recorded = golden == null ? ModelFiles.goldenBeside(file) : golden;
            final GoldenVectors vectors = recorded == null ? null : ModelFiles.golden(recorded, model);
            final EngineSelection selection = Engines.open(model, vectors, engine, System::nanoTime);
            try (ModelEngine chosen = selection.engine()) {
                final boolean isFinite = isFiniteOnZeros(chosen);
                final String onZeros = onZeros(model, chosen);
                final Difference worst = vectors == null ? null : vectors.compare(chosen, model);
                final boolean isSound = isFinite && (worst == null || worst.error() <= Engines.TOLERANCE);
                if (json) {
                    printJson(model, contract, chosen, worst);
                } else {
                    System.out.println(file);
                    printRow("SHA-256", model.sha256());
                    printRow("contract", contract == null ? "none" : contract);
                    printRow("engine", chosen.name() + ": " + selection.reason());
                    printRow("on zeros", onZeros + (isFinite ? "" : "  NOT FINITE: this model must not decide"));
                    printRow("golden", vectors == null ? "none" : golden(vectors, worst));
                    printRow("result", verdict(isSound, contract, worst));
                }
                return isSound ? 0 : ExitCode.NOT_VERIFIED;
            }
        }

        private static String verdict(final boolean isSound, final String contract, final Difference worst) {
            if (!isSound) {
                return "must not decide; see above";
            }
            if (contract == null) {
                return "runs, but a session refuses a model without a contract";
            }
            return worst == null ? "can decide; without golden vectors, nothing shows that it computes what it computed in training"
                : "can decide under its contract, and computes what it computed in training";
        }

        private static boolean isFiniteOnZeros(final ModelEngine engine) {
            Arrays.fill(engine.input(), 0);
            engine.run();
            boolean isFinite = true;
            for (int output = 0; output < engine.outputs(); output++) {
                for (final float number : engine.output(output)) {
                    isFinite &= Float.isFinite(number);
                }
            }
            return isFinite;
        }

        private static String onZeros(final Model model, final ModelEngine engine) {
            final StringBuilder text = new StringBuilder();
            for (int output = 0; output < engine.outputs(); output++) {
                text.append(output == 0 ? "" : ", ").append(model.graph().outputs().get(output).name()).append(' ')
                    .append(Arrays.toString(engine.output(output)));
            }
            return text.toString();
        }

        private static void printJson(final Model model, final String contract, final ModelEngine engine, final Difference worst) {
            final JsonLine line = new JsonLine()
                .put("contractSha256", contract)
                .put("modelSha256", model.sha256())
                .put("engine", engine.name())
                .put("inputs", model.graph().input().size())
                .put("outputs", model.graph().outputSize());
            // Null if there are no golden vectors, and if an output is not finite.
            line.put("goldenMaxError", worst == null ? Double.NaN : worst.error()).print(System.out);
        }

        private static String golden(final GoldenVectors vectors, final Difference worst) {
            final String of = String.format(Locale.ROOT, "%s: %,d rows, largest error %s", vectors.name(), vectors.rows().size(), worst.magnitude());
            return worst.error() <= Engines.TOLERANCE ? of : of + "  DIFFERS: " + vectors.describe(worst);
        }
    }
}
