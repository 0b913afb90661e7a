package io.ringmaster.cli.settings;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.EngineSelection;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The file of the model that decides. A configuration names it where the user has it; a session keeps a copy under its hash, and its stored configuration
 * names that. The hash is fixed when a configuration is read, so a file that changes later is refused.
 */
final class SessionModel {

    private SessionModel() {
    }

    /** The model that the policy names, with the golden vectors beside it; null if no model decides, or none is named. */
    static ServedModel of(final PolicySettings policy) {
        final ModelSettings.File file = policy.model().file();
        if (!policy.usesModel() || file.file().isEmpty()) {
            return null;
        }
        try {
            final Path path = Path.of(file.file());
            final Model model = ModelFiles.model(path, file.maxBytes());
            if (!file.sha256().isEmpty()) {
                model.requireSha256(file.sha256());
            }
            final Path golden = ModelFiles.goldenBeside(path);
            return new ServedModel(model, golden == null ? null : ModelFiles.golden(golden, model), policy.model().engine(), System::nanoTime);
        } catch (final ModelRefusedException e) {
            throw new InvalidInputException("policy.model.file: " + e.getMessage(), e);
        }
    }

    /** The policy with the path of the model from here and its hash, as a configuration file names it: relative to the file. */
    static PolicySettings beside(final Path configuration, final PolicySettings policy) {
        final String file = policy.model().file().file();
        return !policy.usesModel() || file.isEmpty() || ModelFiles.isBundled(file)
            ? hashed(policy) : hashed(policy.withModel(configuration.resolveSibling(file).toString(), policy.model().file().sha256()));
    }

    /** The policy with the hash that its model must have: the given one, or that of the file as it is now. */
    static PolicySettings hashed(final PolicySettings policy) {
        final ModelSettings.File file = policy.model().file();
        return !policy.usesModel() || file.file().isEmpty() || !file.sha256().isEmpty()
            ? policy : policy.withModel(file.file(), ModelFiles.sha256(Path.of(file.file()), file.maxBytes()));
    }

    /** The policy with another model. */
    static PolicySettings of(final PolicySettings policy, final Path file) {
        if (!policy.usesModel()) {
            throw new InvalidInputException("no model decides in this session: policy.type is " + policy.method().type().name().toLowerCase(Locale.ROOT)
                + ". Use 'ctl reconfigure' with a configuration in which one does.");
        }
        return hashed(policy.withModel(file.toString(), ""));
    }

    /** The policy as a session stores it: with the name of the session's own copy. */
    static PolicySettings stored(final PolicySettings policy) {
        final String sha256 = policy.model().file().sha256();
        return policy.usesModel() && !sha256.isEmpty() ? policy.withModel(SessionDirectory.MODELS + "/" + sha256 + ".onnx", sha256) : policy;
    }

    /** The policy of a stored configuration, with the path of the session's copy from here. */
    static PolicySettings in(final SessionDirectory session, final PolicySettings policy) {
        final ModelSettings.File file = policy.model().file();
        return policy.usesModel() ? policy.withModel(session.path().resolve(file.file()).toString(), file.sha256()) : policy;
    }

    /** Opens the engine of a model. */
    static EngineSelection open(final ServedModel model) {
        try {
            return model.open();
        } catch (final ModelRefusedException e) {
            throw new InvalidInputException("policy.model.engine: " + e.getMessage(), e);
        }
    }
}
