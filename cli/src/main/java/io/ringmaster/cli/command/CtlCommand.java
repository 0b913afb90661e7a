package io.ringmaster.cli.command;

import io.ringmaster.cli.session.ControlClient;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.config.InvalidInputException;
import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** {@code ctl}: sends a command to a running session. */
@Command(
    name = "ctl",
    description = {
        "Sends a command to a running session, over the socket beside its journal. Every command that changes something becomes an event of the"
            + " session.",
        "status: shows the state of the session. pause: stops new risk; exits and stops still work. resume: ends a pause. close-all: cancels all"
            + " orders and closes all positions. kill: cancels all orders, including protective stops, and sends nothing but cancels until unlatch."
            + " unlatch: releases all latches and a kill. arm: allows a session of 'run --live' to send orders, if all checks pass. limits: shows the"
            + " limits in force; with LIMIT=VALUE, changes one. reconfigure: continues the session with the configuration in a file; position, orders"
            + " and latches stay. swap-model: lets the model in a file decide from the next event on; everything else goes on, and nothing warms up.",
        "A change that allows more risk needs a confirmation: type the sentence that the command shows."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster ctl status journals/live", "  ./ringmaster ctl status journals/live --json",
        "  ./ringmaster ctl kill journals/first", "  ./ringmaster ctl limits journals/live maxPosition=0.02"})
public final class CtlCommand implements Callable<Integer> {

    private static final List<String> WIDENING = List.of("resume", "unlatch");
    /** Commands that take a file, and what it is. */
    private static final Map<String, String> FILES = Map.of("reconfigure", "the configuration file", "swap-model", "the model (.onnx)");
    private static final String REFUSED = "refused";
    private static final String CONFIRM = "confirm";
    private static final String NOTE = "note";

    @Parameters(index = "0", paramLabel = "COMMAND", description = "status, pause, resume, close-all, kill, unlatch, arm, limits, reconfigure or swap-model")
    private String command;

    @Parameters(index = "1", paramLabel = "DIR", description = "directory of the session's journal")
    private Path directory;

    @Parameters(index = "2", arity = "0..1", paramLabel = "MORE", description = "with limits: LIMIT=VALUE; with reconfigure and swap-model: the file")
    private String change = "";

    @Option(names = "--yes", description = "confirms resume and unlatch, which allow new risk")
    private boolean confirmed;

    @Option(names = "--confirm", description = "the sentence that confirms the command, for scripts")
    private String confirmation;

    @Option(names = "--json", description = "with status: one JSON object instead of the table")
    private boolean json;

    @Override
    public Integer call() {
        if (WIDENING.contains(command) && !confirmed) {
            throw new InvalidInputException("'" + command + "' allows new risk: repeat the command with --yes.");
        }
        if (!change.isEmpty() && !command.equals("limits") && !FILES.containsKey(command)) {
            throw new InvalidInputException("'" + command + "' takes no argument: remove '" + change + "'");
        }
        if (FILES.containsKey(command) && change.isEmpty()) {
            throw new InvalidInputException("give " + FILES.get(command) + ": ctl " + command + " DIR FILE");
        }
        final String more = FILES.containsKey(command) ? Path.of(change).toAbsolutePath().toString() : change;
        final String answer = session().ask(more.isEmpty() ? command : command + ' ' + more);
        final String expected = field(answer, CONFIRM);
        if (expected != null && FILES.containsKey(command)) {
            System.err.println(answer);
        }
        return expected == null ? show(answer) : confirm(expected);
    }

    private ControlClient session() {
        return new ControlClient(directory);
    }

    private int confirm(final String expected) {
        final Console console = System.console();
        final String typed;
        if (confirmation != null) {
            typed = confirmation;
        } else if (console != null && console.isTerminal()) {
            typed = console.readLine("  Type \"%s\": ", expected);
        } else {
            typed = null;
        }
        if (!expected.equals(typed)) {
            System.err.println("ringmaster: not confirmed. Repeat the command with --confirm \"" + expected + "\"");
            return ExitCode.REFUSED;
        }
        return show(session().ask(command + ' ' + typed));
    }

    private int show(final String answer) {
        if (command.equals("status") && !json && field(answer, REFUSED) == null) {
            new StatusTable(answer).print(System.out);
            return 0;
        }
        System.out.println(answer);
        final String note = field(answer, NOTE);
        if (note != null) {
            System.err.println("ringmaster: " + note);
        }
        return field(answer, REFUSED) == null ? 0 : command.equals("arm") ? ExitCode.REFUSED : ExitCode.BAD_INPUT;
    }

    /** The value of a text field in the answer; null if it is missing or follows a field of another type. */
    private static String field(final String answer, final String name) {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                final String key = json.currentName();
                final String value = json.nextStringValue();
                if (value == null || key.equals(name)) {
                    return value;
                }
            }
            return null;
        }
    }
}
