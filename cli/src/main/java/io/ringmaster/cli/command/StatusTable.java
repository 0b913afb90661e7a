package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonTree;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the status of a running session as a table: first what stops it from trading, then the money, then each instrument. */
public final class StatusTable {

    private final Map<String, Object> status;

    /** @param json the session's answer */
    public StatusTable(final String json) {
        status = JsonTree.of(json);
    }

    public void print(final PrintStream out) {
        row(out, "state", text("state"));
        row(out, "ready", ready());
        row(out, "limit", maxPosition());
        row(out, "doing", text("doing"));
        if (status.get("modelDrift") != null) {
            row(out, "drift", text("modelDrift"));
        }
        row(out, "time", text("eventTime") + ", event " + text("sequence"));
        row(out, "venue", text("venue") + (is("reconciled") ? "" : ", NOT RECONCILED"));
        row(out, "equity", "%s (realised %s, unrealised %s, fees %s, funding %s; today %s)".formatted(
            text("equity"), text("realisedPnl"), text("unrealisedPnl"), text("fees"), text("funding"), text("dayPnl")));
        row(out, "orders", "%s sent, %s working, %s fills, %s refused by the risk gate%s".formatted(
            text("orders"), text("working"), text("fills"), text("refusedByRisk"), refusals()));
        if (status.get("model") instanceof final Map<?, ?> model && !model.isEmpty()) {
            row(out, "model", "no decision because of its output: %s, its observation: %s, its time: %s".formatted(
                trouble(model, "invalid", "lastInvalid"), trouble(model, "unknown", "lastUnknown"), trouble(model, "late", "lastLate")));
        }
        if (status.get("challengers") instanceof final Map<?, ?> challengers) {
            challengers.values().forEach(each -> challenger(out, (Map<?, ?>) each));
        }
        if (status.get("instruments") instanceof final List<?> instruments) {
            out.printf(Locale.ROOT, "%n  %-12s %14s %14s %14s %14s %14s%n", "instrument", "position", "entry", "mark", "unrealised", "stop");
            instruments.forEach(each -> instrument(out, (Map<?, ?>) each));
        }
    }

    private static void challenger(final PrintStream out, final Map<?, ?> values) {
        final Map<?, ?> own = (Map<?, ?>) values.get("account");
        final Map<?, ?> main = (Map<?, ?>) values.get("main");
        row(out, "beside", "%s: net %s (main policy's account %s), %s trades, %s decisions, %s missed%s".formatted(
            values.get("id"), own.get("net"), main.get("net"), own.get("trades"), values.get("decisions"), values.get("missed"),
            values.get("silentBecause") == null ? "" : "; SILENT: " + values.get("silentBecause")));
    }

    private static void instrument(final PrintStream out, final Map<?, ?> values) {
        out.printf(Locale.ROOT, "  %-12s %14s %14s %14s %14s %14s%n", values.get("symbol"), values.get("position"), or(values.get("entry")),
            or(values.get("mark")), values.get("unrealisedPnl"), or(values.get("stop")));
    }

    /** A price of 0 means none. */
    private static String or(final Object price) {
        return "0".equals(price) ? "-" : String.valueOf(price);
    }

    private static void row(final PrintStream out, final String name, final String text) {
        out.printf(Locale.ROOT, "  %-9s %s%n", name, text);
    }

    private String text(final String key) {
        return String.valueOf(status.get(key));
    }

    private boolean is(final String key) {
        return "true".equals(status.get(key));
    }

    private String ready() {
        final String of = text("ready") + " of " + text("strategies") + " strategies";
        return status.get("lastReady") == null ? of : of + ", the last at " + text("lastReady");
    }

    /** Such as {@code 3 (last 2026-01-01T00:00:00Z)}. */
    private static String trouble(final Map<?, ?> model, final String count, final String last) {
        return model.get(last) == null ? String.valueOf(model.get(count)) : model.get(count) + " (last " + model.get(last) + ")";
    }

    private String maxPosition() {
        final String now = "maxPosition " + text("maxPositionNow");
        return status.get("rampUpEnds") == null ? now
            : now + " until " + text("rampUpEnds") + " (risk.rampUp), then " + text("maxPosition");
    }

    private String refusals() {
        if (!(status.get("refusals") instanceof final Map<?, ?> reasons) || reasons.isEmpty()) {
            return "";
        }
        final List<String> parts = new ArrayList<>();
        reasons.forEach((reason, count) -> parts.add(reason + " " + count));
        return " (" + String.join(", ", parts) + ")";
    }
}
