package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.ConfigurationChange;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.model.GoldenDifferenceException;
import io.ringmaster.inference.model.engine.EngineFailedException;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.RetrainingVerdict;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Changes the configuration of a running session, or only the model that decides: after a confirmation, it stores the configuration beside the journal,
 * and the model with it, and publishes an event. The model is read, checked and warmed up here, before the event. One thread at a time may call it.
 */
final class LiveReconfiguration {

    private static final int SHOWN = 30;
    private static final String CONFIRMED = " confirmed ";

    private final SessionDirectory directory;
    private final PreparedConfigurations later;
    private final SessionMessages messages;
    /** What is in force when the events so far have been published. */
    private OpenedSettings now;

    /**
     * @param live   the settings in force
     * @param events receives the commands as events
     */
    LiveReconfiguration(final SessionDirectory directory, final LiveSettings live, final InputSink events) {
        this.directory = directory;
        now = live.opened();
        later = live.later();
        messages = new SessionMessages(events);
    }

    /**
     * @param request a configuration file, followed by the confirmation if one was requested
     * @return one line of JSON
     */
    synchronized String answer(final String request, final String origin) {
        return answer(new Request("reconfigure", request, "the configuration file", file ->
            Settings.read(file, Map.of()).on(now.settings().recording().market())), origin);
    }

    /**
     * @param request the file of a model, followed by the confirmation if one was requested
     * @return one line of JSON
     */
    synchronized String swapModel(final String request, final String origin) {
        return answer(new Request("swap-model", request, "the model (.onnx)", file -> now.asGiven().withModel(file)), origin);
    }

    /**
     * What the operator wants.
     *
     * @param what   the file is
     * @param wanted the settings that the file asks for
     */
    private record Request(String command, String text, String what, Function<Path, Settings> wanted) {

        private String file() {
            final int confirmedAt = text.indexOf(CONFIRMED);
            return confirmedAt < 0 ? text : text.substring(0, confirmedAt);
        }
    }

    /**
     * Takes the evidence of a retraining. A new model that is promoted decides from the next event on, if the configuration is still the one that it was
     * compared under; the outcome is the event behind that. Any other outcome is an event that changes nothing.
     *
     * @param request the absolute path of a file of evidence
     * @return one line of JSON
     */
    synchronized String retrained(final String request, final String origin) {
        final RetrainingEvidence evidence;
        final OpenedSettings wanted;
        try {
            evidence = RetrainingEvidence.read(path(request));
            if (evidence.verdict() != RetrainingVerdict.PROMOTED) {
                messages.retrained(0, evidence.result(), origin);
                return new JsonLine().put("taken", "retrained").text();
            }
            requireCompared(evidence);
            wanted = opened(now.asGiven().withModel(evidence.model()));
        } catch (final InvalidInputException | ModelRefusedException | GoldenDifferenceException | EngineFailedException e) {
            return refusal(e.getMessage());
        }
        if (!wanted.engine().model().sha256s().getFirst().equals(evidence.newModelSha256())
            || !wanted.engine().differsOnlyInModel(now.engine())) {
            wanted.close();
            return refusal(evidence.model() + " is not the model that the evidence describes, or more than the model would change");
        }
        final String sha256 = put(wanted, origin);
        messages.retrained(0, evidence.result(), origin);
        return new JsonLine().put("taken", "retrained " + sha256).text();
    }

    private static Path path(final String text) {
        try {
            return Path.of(text);
        } catch (final InvalidPathException e) {
            throw new InvalidInputException("give a file with its absolute path: " + e.getMessage(), e);
        }
    }

    private void requireCompared(final RetrainingEvidence evidence) {
        if (!SessionDirectory.sha256(now.settings().canonicalText()).equals(evidence.configSha256())) {
            throw new InvalidInputException("the session's configuration is not the one any more under which the models were compared. Retrain again.");
        }
    }

    private String answer(final Request request, final String origin) {
        if (request.file().isEmpty() || !Path.of(request.file()).isAbsolute()) {
            return refusal("give " + request.what + ", with its absolute path");
        }
        final OpenedSettings wanted;
        try {
            wanted = opened(request.wanted.apply(Path.of(request.file())));
        } catch (final InvalidInputException | ModelRefusedException | GoldenDifferenceException | EngineFailedException e) {
            return refusal(e.getMessage());
        }
        final String answer = change(wanted, request, origin);
        if (now != wanted) {
            wanted.close();
        }
        return answer;
    }

    private OpenedSettings opened(final Settings wanted) {
        if (!wanted.instruments().equals(now.settings().instruments())) {
            throw new InvalidInputException("the instruments of a running session cannot be changed");
        }
        return OpenedSettings.of(wanted);
    }

    private String change(final OpenedSettings wanted, final Request request, final String origin) {
        final String text = wanted.settings().canonicalText();
        final List<String> changes = ConfigurationChange.between(now.settings().canonicalText(), text);
        if (changes.isEmpty()) {
            return refusal("this configuration is already in force");
        }
        final String confirmation = request.file() + CONFIRMED + SessionDirectory.sha256(text).substring(0, 8);
        if (!request.text.equals(confirmation)) {
            return new JsonLine().put("confirm", confirmation).put("changes", String.join("; ", changes.stream().limit(SHOWN).toList())
                + (changes.size() > SHOWN ? "; and " + (changes.size() - SHOWN) + " more" : "")).text();
        }
        return new JsonLine().put("taken", request.command + " " + put(wanted, origin)).text();
    }

    /** Puts settings into force with an event; returns their hash. */
    private String put(final OpenedSettings wanted, final String origin) {
        wanted.keepModel(directory);
        final String sha256 = new SessionConfigurations(directory).add(wanted.settings().canonicalText());
        later.prepare(sha256, wanted.engine());
        if (wanted.engine().differsOnlyInModel(now.engine())) {
            messages.modelSwapped(0, sha256, BuildVersion.text(), origin);
        } else {
            messages.reconfigured(0, 0, sha256, BuildVersion.text(), origin);
        }
        now = wanted;
        return sha256;
    }

    private static String refusal(final String why) {
        return new JsonLine().put("refused", why).text();
    }
}
