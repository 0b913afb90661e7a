package io.ringmaster.cli.example;

import io.ringmaster.cli.example.ExampleModel.Made;
import io.ringmaster.cli.settings.ExamplePolicy;
import io.ringmaster.cli.settings.ModelFiles;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.classifier.PriceMoves;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code scripts/example-model}: makes the example model, and says what it is worth. */
public final class MakeExampleModel {

    private MakeExampleModel() {
    }

    /** @param arguments the directory for the files, and one for files that are not needed afterwards */
    public static void main(final String[] arguments) {
        final Path out = Path.of(arguments[0]);
        try {
            make(Files.createDirectories(out), Path.of(arguments[1]), System.out);
        } catch (final IOException e) {
            System.err.println("example-model: " + out + " cannot be written: " + e.getMessage() + ". Give another directory.");
            System.exit(ExitCode.BAD_INPUT);
        }
    }

    static void make(final Path out, final Path scratch, final PrintStream print) throws IOException {
        final ExampleModel example = new ExampleModel(scratch);
        final Made made = example.make();
        final Path model = out.resolve("example.onnx");
        ModelFiles.write(model, made.onnx(), made.golden());
        print.printf(Locale.ROOT, "%s, %,d bytes, SHA-256 %s%n", model, made.onnx().length, OnnxReader.sha256(made.onnx()));
        row(print, "bundled", OnnxReader.sha256(made.onnx()).equals(ModelFiles.model(Path.of(ModelFiles.BUNDLED)).sha256())
            ? "the program contains the same model" : "the program contains another model");
        final List<String> counts = new ArrayList<>();
        for (int i = 0; i < made.classes().length; i++) {
            counts.add(made.classes()[i] + " " + PriceMoves.CLASSES.get(i));
        }
        row(print, "learned", String.format(Locale.ROOT, "up to %s: %d examples (%s), of which it gets %d right; %d features vary in them",
            ExampleModel.LEARNED_UNTIL, made.examples(), String.join(", ", counts), made.right(), made.used()));
        row(print, "new data", "from then on, traded by the whole pipeline, net of costs:");
        row(print, "", "doing nothing  +0.000 %");
        traded(print, "confluence", example.tradeNewData(ExamplePolicy.CONFLUENCE, Map.of()));
        traded(print, "example model", example.tradeNewData(ExamplePolicy.ONNX, Map.of("policy.model.file", model.toAbsolutePath().toString())));
        row(print, "worth", "two minutes prove nothing, and its settings were tried on them. It shows how a model decides; it is no strategy.");
    }

    private static void traded(final PrintStream print, final String name, final BacktestResult result) {
        row(print, "", String.format(Locale.ROOT, "%-13s  %+.3f %%, %d trades, fees %.2f USD", name, 100 * result.ratios().get("totalReturn"),
            result.closedTrades(), result.money().feesE8() / 1e8));
    }

    private static void row(final PrintStream print, final String name, final String text) {
        print.printf(Locale.ROOT, "  %-9s %s%n", name, text);
    }
}
