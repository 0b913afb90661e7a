package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.OutputFile;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.lab.export.TrainingRows;
import io.ringmaster.lab.parquet.ParquetFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code export}: what a session did, for other programs. */
@Command(
    name = "export",
    description = "Writes what a session did for other programs.",
    mixinStandardHelpOptions = true,
    subcommands = ExportCommand.OfTraining.class,
    footer = {"", "Example:", "  ./ringmaster export training journals/paper --out rows.parquet"})
public final class ExportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to export: training.");
    }

    @Command(
        name = "training",
        description = {
            "Writes a row for each decision of a model to a Parquet file: observation, what the model said, target, mark, equity, and the reward until the next"
                + " decision. docs/data.md lists the columns.",
            "The decisions are those of a session, or of a model that is run over recorded data."},
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  ./ringmaster export training journals/paper --out rows.parquet",
            "  ./ringmaster export training --data bars.csv.gz --config session.yaml --model policy.onnx --out rows.parquet"})
    static final class OfTraining implements Runnable {

        @Mixin
        private ObservedRunOptions options;

        @Option(names = "--out", required = true, description = "file to write (.parquet); must not exist")
        private Path out;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            OutputFile.requireAbsent(out);
            options.requireActions();
            final ObservedRunOptions.Run run = options.run();
            final int outputs = run.outputs();
            final long[] rows = new long[1];
            OutputFile.write(out, partial -> rows[0] = write(partial, run, outputs));
            if (json) {
                new JsonLine().put("rows", rows[0]).put("observations", run.contract().length()).put("outputs", outputs)
                    .put("contractSha256", run.contract().sha256()).print(System.out);
            } else {
                System.out.println(out + ": " + rows[0] + " decisions, " + run.contract().length() + " values of an observation, " + outputs
                    + " numbers of an action");
            }
        }

        private long write(final Path file, final ObservedRunOptions.Run run, final int outputs) {
            try (ParquetFile parquet = new ParquetFile(file, metadata(run.contract(), run.about()))) {
                final TrainingRows rows = new TrainingRows(parquet, run.contract().names(), outputs);
                run.play(rows, json);
                rows.finish();
                if (parquet.rows() == 0) {
                    throw new InvalidInputException(run.about() + " has no decision of a model yet. The policy decides behind the warm-up.");
                }
                parquet.complete();
                return parquet.rows();
            }
        }

        private static Map<String, String> metadata(final ObservationContract contract, final String source) {
            return new TreeMap<>(Map.of(
                "ringmaster.contract", contract.canonical(), "ringmaster.contractSha256", contract.sha256(), "ringmaster.reward", "log_return",
                "ringmaster.source", source));
        }
    }
}
