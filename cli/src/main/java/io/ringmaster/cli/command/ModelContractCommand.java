package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code model contract}: what a model of a configuration must be trained on. */
@Command(
    name = "contract",
    description = {
        "Prints the observation contract of a configuration: what a model sees, in its order. Train on it, and export the model with this text as the"
            + " metadata property 'ringmaster.contract' (docs/models.md).",
        "All models of an ensemble have the contract of their policy; a challenger has its own. The configuration needs no model yet."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster model contract --config session.yaml > contract.json",
        "  ./ringmaster model contract --config session.yaml --challenger next"})
final class ModelContractCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, description = "configuration (YAML)")
    private Path config;

    @Option(names = "--set", description = "override one setting: a.b=c; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--challenger", paramLabel = "ID", description = "the contract of this challenger, instead of that of the policy that trades")
    private String challenger;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        final ObservationContract contract = contract();
        if (json) {
            new JsonLine().put("contractSha256", contract.sha256()).put("values", contract.length()).put("contract", contract.canonical())
                .print(System.out);
        } else {
            System.out.println(contract.canonical());
        }
        return 0;
    }

    private ObservationContract contract() {
        final Map<String, String> withoutModel = new TreeMap<>(overrides);
        // The contract does not depend on the model, which may not exist yet.
        withoutModel.put("policy.type", "confluence");
        withoutModel.put("policy.predictor", "off");
        final Settings settings = Settings.readWithoutModels(config, withoutModel);
        final PolicySettings policy = challenger == null ? settings.policy() : settings.challenger(challenger);
        final EngineConfig engine = settings.engineOf(null);
        try {
            return ModelContract.of(engine.instruments(), engine.strategies(), policy);
        } catch (final IllegalArgumentException e) {
            final String of = challenger == null ? "policy.observation: " : "policy.observation of challenger '" + challenger + "': ";
            throw new InvalidInputException(config + ": " + of + e.getMessage(), e);
        }
    }
}
