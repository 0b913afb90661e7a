package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.ConfigurationChange;
import io.ringmaster.cli.settings.SessionModel;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Changes the configuration of a running session: after a confirmation, it stores the configuration beside the journal and publishes an event. One
 * thread at a time may call it.
 */
final class LiveReconfiguration {

    private static final int SHOWN = 30;

    private final SessionDirectory directory;
    private final Settings settings;
    private final SessionMessages messages;

    /**
     * @param settings the current settings of the session
     * @param events   receives the commands as events
     */
    LiveReconfiguration(final SessionDirectory directory, final Settings settings, final InputSink events) {
        this.directory = directory;
        this.settings = settings;
        messages = new SessionMessages(events);
    }

    /**
     * @param request a file, followed by the confirmation if one was requested
     * @return one line of JSON
     */
    synchronized String answer(final String request, final String origin) {
        final int confirmedAt = request.indexOf(" confirmed ");
        final String file = confirmedAt < 0 ? request : request.substring(0, confirmedAt);
        if (file.isEmpty() || !Path.of(file).isAbsolute()) {
            return refusal("give the configuration file, with its absolute path");
        }
        try {
            final Settings wanted = Settings.read(Path.of(file), Map.of()).on(settings.recording().market());
            return change(wanted, file, request, origin);
        } catch (final InvalidInputException e) {
            return refusal(e.getMessage());
        }
    }

    private String change(final Settings wanted, final String file, final String request, final String origin) {
        if (!wanted.instruments().equals(settings.instruments())) {
            return refusal("the instruments of a running session cannot be changed");
        }
        wanted.engine();
        final String text = wanted.canonicalText();
        final List<String> changes = ConfigurationChange.between(new SessionConfigurations(directory).newest(), text);
        if (changes.isEmpty()) {
            return refusal("this configuration is already in force");
        }
        final String confirmation = file + " confirmed " + SessionDirectory.sha256(text).substring(0, 8);
        if (!request.equals(confirmation)) {
            return new JsonLine().put("confirm", confirmation).put("changes", String.join("; ", changes.stream().limit(SHOWN).toList())
                + (changes.size() > SHOWN ? "; and " + (changes.size() - SHOWN) + " more" : "")).text();
        }
        SessionModel.keep(wanted, directory);
        final String sha256 = new SessionConfigurations(directory).add(text);
        messages.reconfigured(0, 0, sha256, BuildVersion.text(), origin);
        return new JsonLine().put("taken", "reconfigure " + sha256).text();
    }

    private static String refusal(final String why) {
        return new JsonLine().put("refused", why).text();
    }
}
