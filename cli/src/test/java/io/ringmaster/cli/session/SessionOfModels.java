package io.ringmaster.cli.session;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.command.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration of the demo's market in which a model decides every second, and models whose output is always the same. */
final class SessionOfModels {

    /** Sigmoid of 0, for the exact engine: half of a full target. */
    static final String HALF = "Sigmoid";
    /** Cosine of 0, for ONNX Runtime: a full target. */
    static final String FULL = "Cos";

    private final Path directory;
    private final int values;
    private final String contract;

    /** @param model how the policy's model is configured */
    SessionOfModels(final Path directory, final String yaml) throws IOException {
        this.directory = directory;
        Files.writeString(config(), yaml);
        final Map<String, String> answer = Cli.run("model", "contract", "--config", config().toString(), "--json").json();
        values = Integer.parseInt(answer.get("values"));
        contract = answer.get("contract");
    }

    /** The demo's market. */
    static SessionOfModels ofDemo(final Path directory, final String model) throws IOException {
        return new SessionOfModels(directory, "topology: {waiting: blocking}\n" + Files.readString(
            Cli.root().resolve("cli/src/main/resources/demo/demo.yaml")).replace("warmup: 60s", "warmup: 5s").replace(
            "  type: confluence\n", "  type: model\n  observation: [meta]\n  observationTimeframe: 1s\n  model: " + model + "\n"));
    }

    Path config() {
        return directory.resolve("model.yaml");
    }

    /** A model that ignores what it sees: {@code operator(0)} for each output. */
    Path constant(final String name, final String operator, final int outputs) throws IOException {
        return write(name, OnnxFile.network(values, outputs, operator, new float[values * outputs], "ringmaster.contract", contract));
    }

    /** The same model, its weights all of this value. */
    Path weighted(final String name, final float weight) throws IOException {
        final float[] weights = new float[values * 2];
        java.util.Arrays.fill(weights, weight);
        return write(name, OnnxFile.network(values, 2, "Tanh", weights, "ringmaster.contract", contract));
    }

    Path write(final String name, final byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    String contract() {
        return contract;
    }

    int values() {
        return values;
    }
}
