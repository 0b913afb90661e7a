package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.units.FixedPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers an operator's commands to a running session, and publishes an event for each command that changes something. A command that allows more
 * risk needs a confirmation: the first answer contains the text that the second command must repeat.
 */
final class OperatorCommands {

    private static final Map<String, CommandKind> KINDS = new TreeMap<>(Map.of(
        "pause", CommandKind.PAUSE, "resume", CommandKind.RESUME, "close-all", CommandKind.CLOSE_ALL, "kill", CommandKind.KILL,
        "unlatch", CommandKind.RESET_LATCH));
    private static final Map<String, LimitKind> LIMITS = new LinkedHashMap<>();
    private static final String CONFIRMED = " confirmed";

    static {
        LIMITS.put("maxOrderQty", LimitKind.MAX_ORDER_QTY);
        LIMITS.put("maxOrderValue", LimitKind.MAX_ORDER_VALUE);
        LIMITS.put("maxPosition", LimitKind.MAX_POSITION);
        LIMITS.put("maxLeverage", LimitKind.MAX_LEVERAGE);
        LIMITS.put("maxOpenOrders", LimitKind.MAX_OPEN_ORDERS);
        LIMITS.put("maxOpenValue", LimitKind.MAX_OPEN_VALUE);
        LIMITS.put("maxDailyLoss", LimitKind.MAX_DAILY_LOSS);
        LIMITS.put("maxDailyLossShare", LimitKind.MAX_DAILY_LOSS_SHARE);
        LIMITS.put("maxDrawdown", LimitKind.MAX_DRAWDOWN);
    }

    private final Engine engine;
    private final SessionStatus status;
    private final StartGate gate;
    private final SessionMessages messages;
    private final LiveReconfiguration reconfiguration;

    /**
     * @param gate            checked before a session is armed
     * @param events          receives the commands as events
     * @param reconfiguration changes the configuration of the session
     */
    OperatorCommands(
        final Engine engine, final SessionStatus status, final StartGate gate, final InputSink events, final LiveReconfiguration reconfiguration) {
        this.reconfiguration = reconfiguration;
        this.status = status;
        this.engine = engine;
        this.gate = gate;
        messages = new SessionMessages(events);
    }

    /**
     * @param origin the sender and the channel
     * @return one line of JSON
     */
    String answer(final String line, final String origin) {
        final int space = line.indexOf(' ');
        final String command = space < 0 ? line : line.substring(0, space);
        final String rest = space < 0 ? "" : line.substring(space + 1).strip();
        return switch (command) {
            case "status" -> status.line();
            case "arm" -> arm(rest, origin);
            case "limits" -> rest.isEmpty() ? limits() : changeLimit(rest, origin);
            case "swap-model" -> reconfiguration.swapModel(rest, origin);
            case "reconfigure" -> reconfiguration.answer(rest, origin);
            case "retrained" -> reconfiguration.retrained(rest, origin);
            default -> command(command, origin);
        };
    }

    private String command(final String command, final String origin) {
        final CommandKind kind = KINDS.get(command);
        if (kind == null) {
            return refusal("no such command: " + command + "; the commands are status, arm, limits, reconfigure, swap-model, "
                + String.join(", ", KINDS.keySet()));
        }
        final SessionState before = status.state();
        publish(kind, origin);
        return taken(command, switch (kind) {
            case CLOSE_ALL -> before.noteOnCloseAll();
            case RESUME -> before.noteOnResume();
            case RESET_LATCH -> before.noteOnUnlatch();
            default -> null;
        });
    }

    private synchronized void publish(final CommandKind kind, final String origin) {
        messages.command(0, kind, origin);
    }

    // ------------------------------------------------------------------ arm

    private String arm(final String confirmation, final String origin) {
        final List<String> objections = gate.objections();
        if (!objections.isEmpty()) {
            return refusal(String.join("; ", objections));
        }
        final String expected = gate.confirmation();
        if (!confirmation.equals(expected)) {
            return new JsonLine().put("confirm", expected).text();
        }
        publish(CommandKind.ARM, origin);
        return taken("arm");
    }

    // ------------------------------------------------------------------ limits

    private String limits() {
        final RiskLimits now = engine.status().limits();
        final RampUp rampUp = RampUp.of(engine.status());
        final JsonLine json = new JsonLine();
        LIMITS.forEach((name, kind) -> {
            if (isCount(kind)) {
                json.put(name, now.get(kind));
            } else {
                json.putE8(name, now.get(kind));
            }
        });
        if (rampUp != null) {
            json.putObject("rampUp", smaller -> {
                smaller.put("until", rampUp.until());
                RampUp.LIMITS.forEach(name -> smaller.putE8(name, rampUp.limitE8(LIMITS.get(name))));
            });
        }
        return json.text();
    }

    private static boolean isCount(final LimitKind kind) {
        return kind == LimitKind.MAX_OPEN_ORDERS;
    }

    private String changeLimit(final String change, final String origin) {
        final boolean isConfirmed = change.endsWith(CONFIRMED);
        final String wanted = isConfirmed ? change.substring(0, change.length() - CONFIRMED.length()) : change;
        final int equals = wanted.indexOf('=');
        final LimitKind kind = LIMITS.get(equals < 0 ? wanted : wanted.substring(0, equals));
        if (equals < 0 || kind == null) {
            return refusal("give LIMIT=VALUE with one of " + String.join(", ", LIMITS.keySet()) + ": " + change);
        }
        final long value;
        try {
            final String text = wanted.substring(equals + 1);
            value = isCount(kind) ? Integer.parseInt(text) : FixedPoint.parse(text);
        } catch (final NumberFormatException e) {
            return refusal("not a value: " + wanted + "; give a decimal number such as 0.01, or a whole number for maxOpenOrders");
        }
        if (value < 0) {
            return refusal("a limit must not be negative: " + wanted);
        }
        if (value > engine.status().limits().get(kind) && !isConfirmed) {
            return new JsonLine().put("confirm", wanted + CONFIRMED).text();
        }
        synchronized (this) {
            messages.limitChange(0, kind, value, isConfirmed, origin);
        }
        return taken("limits " + wanted);
    }

    private static String taken(final String what) {
        return taken(what, null);
    }

    /** @param note why the command has no effect yet; null if it has */
    private static String taken(final String what, final String note) {
        final JsonLine json = new JsonLine().put("taken", what);
        return note == null ? json.text() : json.put("note", note).text();
    }

    private static String refusal(final String why) {
        return new JsonLine().put("refused", why).text();
    }
}
