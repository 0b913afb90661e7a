package io.ringmaster.cli.session;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.schema.ChallengerCondition;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where challengers stand, for people and for programs. */
public final class StandingTable {

    private static final String ROW = "  %-16s %-20s %9s %9s %12s %12s %12s %8s %9s%n";
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int E8_PLACES = 8;

    private StandingTable() {
    }

    /** Prints a row for each, and one for the main policy's account beside it. Prints nothing if there is none. */
    public static void print(final List<Standing> standings, final PrintStream out) {
        if (standings.isEmpty()) {
            return;
        }
        out.printf(Locale.ROOT, ROW, "challenger", "since", "decisions", "missed", "net", "main's net", "fees", "trades", "drawdown");
        for (final Standing each : standings) {
            out.printf(Locale.ROOT, ROW, each.id(), time(each.sinceNs()), each.counts().made(), each.counts().missed(), money(each.own().netE8()),
                money(each.main().netE8()), money(each.own().feesE8()), each.own().trades(), percent(each.own().drawdownE8() / 1e8));
            final String state = state(each);
            if (!state.isEmpty()) {
                out.println("    " + state);
            }
        }
    }

    private static String state(final Standing each) {
        final String agreement = Double.isNaN(each.agreement()) ? "" : "the same signal as the main policy on " + percent(each.agreement()) + " of "
            + each.counts().compared() + " decisions";
        final String invalid = each.counts().invalid() == 0 ? "" : (agreement.isEmpty() ? "" : "; ") + each.counts().invalid() + " invalid outputs";
        final String silent = switch (each.condition()) {
            case RUNNING, NULL_VAL -> "";
            case FAILED -> "SILENT: it failed";
            case OVERRUN -> "SILENT: it lost events, because it was too slow";
        };
        return agreement + invalid + (silent.isEmpty() || (agreement + invalid).isEmpty() ? "" : "; ") + silent;
    }

    /** Writes all of them into one object, by their names; of several with one name, the last. */
    public static void putAll(final Iterable<Standing> standings, final JsonLine json) {
        final Map<String, Standing> latest = new LinkedHashMap<>();
        standings.forEach(each -> latest.put(each.id(), each));
        latest.forEach((id, standing) -> json.putObject(id, one -> put(standing, one)));
    }

    /** Writes one of them. */
    public static void put(final Standing each, final JsonLine json) {
        json.put("id", each.id()).put("since", time(each.sinceNs())).put("time", time(each.timeNs()))
            .put("running", each.condition() == ChallengerCondition.RUNNING).put("condition", each.condition().name())
            .put("decisions", each.counts().made()).put("missed", each.counts().missed()).put("invalid", each.counts().invalid())
            .put("compared", each.counts().compared()).put("agreed", each.counts().agreed())
            .putObject("account", account -> put(each.own(), account)).putObject("main", account -> put(each.main(), account));
    }

    private static void put(final Standing.Result result, final JsonLine json) {
        json.putE8("net", result.netE8()).putE8("fees", result.feesE8()).putE8("funding", result.fundingE8())
            .putE8("drawdown", result.drawdownE8()).put("trades", result.trades());
    }

    private static String time(final long ns) {
        return ns == 0 ? null : Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_SECOND)).toString();
    }

    private static String money(final long e8) {
        return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(e8, E8_PLACES));
    }

    private static String percent(final double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
