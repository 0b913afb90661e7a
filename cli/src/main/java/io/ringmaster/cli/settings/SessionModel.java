package io.ringmaster.cli.settings;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Path;

/**
 * The file of the model that decides. A configuration names it where the user has it; a session keeps a copy under its hash, and its stored configuration
 * names that. The hash is fixed when a configuration is read, so a file that changes later is refused.
 */
public final class SessionModel {

    private SessionModel() {
    }

    /** The model that the policy names; null if no model decides, or none is named. */
    static Model of(final PolicySettings policy) {
        final ModelSettings.File file = policy.model().file();
        if (!policy.usesModel() || file.file().isEmpty()) {
            return null;
        }
        try {
            final Model model = ModelFiles.model(Path.of(file.file()), file.maxBytes());
            return file.sha256().isEmpty() ? model : model.requireSha256(file.sha256());
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

    /** The policy with the hash of its model. */
    static PolicySettings hashed(final PolicySettings policy) {
        final Model model = of(policy);
        return model == null ? policy : policy.withModel(policy.model().file().file(), model.sha256());
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

    /**
     * Copies the model into the directory of a session, before the configuration that names it is stored there.
     *
     * @throws InvalidInputException if the model does not fit the configuration, or no engine runs it
     */
    public static void keep(final Settings settings, final SessionDirectory session) {
        if (settings.policy().usesModel()) {
            final Model model = settings.engine().model();
            requireEngine(model, settings.policy().model());
            session.writeModel(model.sha256(), model.bytes());
        }
    }

    private static void requireEngine(final Model model, final ModelSettings settings) {
        try {
            Engines.open(model, null, settings.engine()).engine().close();
        } catch (final ModelRefusedException e) {
            throw new InvalidInputException("policy.model.engine: " + e.getMessage(), e);
        }
    }
}
