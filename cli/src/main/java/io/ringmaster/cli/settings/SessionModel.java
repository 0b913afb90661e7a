package io.ringmaster.cli.settings;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.EngineSelection;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.pipeline.engine.ChallengerConfig;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.replay.KeptModelException;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The file of the model that decides, or the files of an ensemble. A configuration names a file where the user has it; a session keeps a copy under
 * its hash, and its stored configuration names that. The hash is fixed when a configuration is read, so a file that changes later is refused.
 */
final class SessionModel {

    private static final String ENGINE = "policy.model.engine";

    private SessionModel() {
    }

    /** The models of all policies that the settings name, with the golden vectors beside them. */
    static EngineConfig.Served of(final Settings settings) {
        return served(settings, SessionModel::of);
    }

    /**
     * The models of a session, from the session's own copies.
     *
     * @throws KeptModelException if a copy is missing, or is not the file that was copied
     */
    static EngineConfig.Served kept(final Settings stored) {
        return served(stored, SessionModel::kept);
    }

    /** The same; a model is absent if its copy is missing, or is not the file that was copied. */
    static EngineConfig.Served keptOrAbsent(final Settings stored) {
        return served(stored, SessionModel::keptOrAbsent);
    }

    /** @param read reads the models of a policy; it gets what makes the key of a setting out of the key that it has for the main policy */
    private static EngineConfig.Served served(
        final Settings settings, final BiFunction<PolicySettings, UnaryOperator<String>, ServedModel> read) {
        final List<ChallengerConfig> challengers = new ArrayList<>();
        for (final Policies.Challenger each : settings.challengers()) {
            final int i = challengers.size();
            challengers.add(new ChallengerConfig(each.id(), each.policy(), inChallenger(
                i, () -> read.apply(each.policy(), key -> ChallengerConfig.inChallenger(i, key)))));
        }
        return new EngineConfig.Served(read.apply(settings.policy(), UnaryOperator.identity()), challengers);
    }

    /** Does something with the files of a challenger; a message about them names it. */
    static <T> T inChallenger(final int challenger, final Supplier<T> work) {
        try {
            return work.get();
        } catch (final InvalidInputException e) {
            final String message = e.getMessage();
            final String key = ChallengerConfig.inChallenger(challenger, ModelSettings.keyOf(0));
            throw message.startsWith(ChallengerConfig.keyOf(challenger)) ? e : new InvalidInputException(key + ": " + message, e);
        }
    }

    /** The models that a policy names; null if it asks none, or if none is named. */
    private static ServedModel of(final PolicySettings policy, final UnaryOperator<String> place) {
        final ModelSettings.File file = policy.model().file();
        if (!policy.usesModel() || file.file().isEmpty()) {
            return null;
        }
        final List<ServedModel.Member> members = new ArrayList<>();
        for (final ModelSettings.Member each : policy.model().models()) {
            final String key = place.apply(ModelSettings.keyOf(members.size()));
            try {
                members.add(read(each, file.maxBytes()));
            } catch (final ModelRefusedException e) {
                throw new InvalidInputException(key + ": " + e.getMessage(), e);
            }
        }
        return new ServedModel(members, policy.model().engine(), System::nanoTime);
    }

    private static ServedModel.Member read(final ModelSettings.Member named, final long maxBytes) {
        final Path path = Path.of(named.file());
        final Model model = ModelFiles.model(path, maxBytes);
        if (!named.sha256().isEmpty()) {
            model.requireSha256(named.sha256());
        }
        final Path golden = ModelFiles.goldenBeside(path);
        return new ServedModel.Member(model, golden == null ? null : ModelFiles.golden(golden, model));
    }

    private static ServedModel kept(final PolicySettings policy, final UnaryOperator<String> place) {
        if (policy.usesModel()) {
            policy.model().models().forEach(each -> requireKept(each, policy.model().file().maxBytes()));
        }
        return of(policy, place);
    }

    private static ServedModel keptOrAbsent(final PolicySettings policy, final UnaryOperator<String> place) {
        final String fault = !policy.usesModel() ? "" : policy.model().models().stream().map(each -> fault(each, policy.model().file().maxBytes()))
            .filter(each -> !each.isEmpty()).findFirst().orElse("");
        return fault.isEmpty() ? of(policy, place)
            : ServedModel.absent(policy.model().models().stream().map(ModelSettings.Member::sha256).toList(), fault);
    }

    private static void requireKept(final ModelSettings.Member model, final long maxBytes) {
        final String fault = fault(model, maxBytes);
        if (!fault.isEmpty()) {
            throw new KeptModelException(fault + " The model with SHA-256 " + model.sha256() + " decides in this session, and lies there. Put it"
                + " back: the .onnx file that the session began with, or the copy in another session's " + SessionDirectory.MODELS + " directory."
                + " 'sha256sum FILE' prints the hash of a file. 'replay --recorded-decisions' needs no model.");
        }
    }

    /** What is wrong with the session's copy of a model, as a sentence; empty if it is the file that was copied. */
    private static String fault(final ModelSettings.Member model, final long maxBytes) {
        final Path copy = Path.of(model.file());
        if (!Files.exists(copy)) {
            return copy + " is missing.";
        }
        final String found = ModelFiles.sha256(copy, maxBytes);
        return found.equals(model.sha256()) ? "" : copy + " was changed: its SHA-256 is " + found + ".";
    }

    /** The policy with the path of the model from here and its hash, as a configuration file names it: relative to the file. */
    static PolicySettings beside(final Path configuration, final PolicySettings policy) {
        final String file = policy.model().file().file();
        return !policy.usesModel() || file.isEmpty() ? policy : hashed(with(policy, each -> ModelFiles.isBundled(each.file())
            ? each : new ModelSettings.Member(configuration.resolveSibling(each.file()).toString(), each.sha256())));
    }

    /** The policy with the hashes that its models must have: the given ones, or those of the files as they are now. */
    static PolicySettings hashed(final PolicySettings policy) {
        final ModelSettings.File file = policy.model().file();
        return !policy.usesModel() || file.file().isEmpty() ? policy : with(policy, each -> each.sha256().isEmpty()
            ? new ModelSettings.Member(each.file(), ModelFiles.sha256(Path.of(each.file()), file.maxBytes())) : each);
    }

    private static PolicySettings with(final PolicySettings policy, final UnaryOperator<ModelSettings.Member> place) {
        return policy.withModel(policy.model().with(policy.model().models().stream().map(place).toList()));
    }

    /** The policy with another model. */
    static PolicySettings of(final PolicySettings policy, final Path file) {
        if (!policy.usesModel()) {
            throw new InvalidInputException(
                "no model decides in this session: policy.type is " + policy.method().type().name().toLowerCase(Locale.ROOT)
                    + ". Use 'ctl reconfigure' with a configuration in which one does.");
        }
        if (policy.model().members() > 1) {
            throw new InvalidInputException("an ensemble of " + policy.model().members() + " models decides in this session, and a swap replaces only"
                + " one. Use 'ctl reconfigure' with a configuration that names the new models.");
        }
        return hashed(policy.withModel(file.toString(), ""));
    }

    /** The policy as a session stores it: with the name of the session's own copy. */
    static PolicySettings stored(final PolicySettings policy) {
        final String sha256 = policy.model().file().sha256();
        return policy.usesModel() && !sha256.isEmpty()
            ? with(policy, each -> new ModelSettings.Member(SessionDirectory.MODELS + "/" + each.sha256() + ".onnx", each.sha256())) : policy;
    }

    /** The policy of a stored configuration, with the path of the session's copy from here. */
    static PolicySettings in(final SessionDirectory session, final PolicySettings policy) {
        return policy.usesModel()
            ? with(policy, each -> new ModelSettings.Member(session.path().resolve(each.file()).toString(), each.sha256())) : policy;
    }

    /** Opens the engine of a model. */
    static EngineSelection open(final ServedModel model) {
        return open(model, ENGINE);
    }

    /** Opens the engine of a challenger's model. */
    static EngineSelection open(final ServedModel model, final int challenger) {
        return open(model, ChallengerConfig.inChallenger(challenger, ENGINE));
    }

    private static EngineSelection open(final ServedModel model, final String key) {
        try {
            return model.open();
        } catch (final ModelRefusedException e) {
            throw new InvalidInputException(key + ": " + e.getMessage(), e);
        }
    }
}
