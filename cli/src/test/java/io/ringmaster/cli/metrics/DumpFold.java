package io.ringmaster.cli.metrics;

import io.ringmaster.cli.Cli;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a session of one instrument comes to, worked out from the text of {@code journal dump} with decimal numbers. Shares no code with the metrics.
 */
final class DumpFold {

    private static final Pattern LINE = Pattern.compile("(input|output) (\\d+) (\\S+) \\[(\\w+)] ?(.*)");
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");
    private static final Set<String> ENDED = Set.of("FILLED", "CANCELED", "EXPIRED", "REJECTED");

    private final Map<String, Double> values = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final Map<String, String> conditions = new HashMap<>();
    private final Set<String> latches = new TreeSet<>();
    private BigDecimal position = BigDecimal.ZERO;
    private BigDecimal fees = BigDecimal.ZERO;
    private BigDecimal spent = BigDecimal.ZERO;

    static Map<String, Double> of(final Path session) {
        final DumpFold fold = new DumpFold();
        Cli.run("journal", "dump", session.toString()).out().lines().map(LINE::matcher).filter(Matcher::matches).forEach(fold::onLine);
        return fold.values();
    }

    private void count(final String key) {
        values.merge(key, 1.0, Double::sum);
    }

    private void onLine(final Matcher line) {
        final Map<String, String> fields = new HashMap<>();
        final Matcher field = FIELD.matcher(line.group(5));
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        count("ringmaster_" + line.group(1) + "s_total{message=\"" + line.group(4) + "\"}");
        values.put("ringmaster_journal_" + line.group(1) + "_sequence", Double.valueOf(line.group(2)));
        switch (line.group(4)) {
            case "ExecutionReport" -> onReport(fields);
            case "OrderIntent" -> onIntent(fields);
            case "OrderStateChange" -> states.put(fields.get("clientOrderId"), fields.get("to"));
            case "LatchChange" -> onLatch(fields);
            case "Thought" -> count("ringmaster_thoughts_total{code=\"" + fields.get("code") + "\"}");
            case "Decision" -> onDecision(fields);
            case "PortfolioState" -> {
                ledger(fields, "cash", "cash_usd");
                ledger(fields, "realisedPnl", "realised_pnl_usd");
                ledger(fields, "funding", "funding_usd");
            }
            case "RiskVerdict" -> count("ringmaster_risk_verdicts_total{reason=\"" + fields.get("reason") + "\"}");
            case "StrategyState" -> onCondition(fields);
            default -> {
                // Counted only.
            }
        }
    }

    private void ledger(final Map<String, String> fields, final String field, final String metric) {
        values.put("ringmaster_" + metric, Double.valueOf(fields.get(field)));
    }

    private void onReport(final Map<String, String> fields) {
        if (!fields.get("execType").equals("TRADE")) {
            return;
        }
        final BigDecimal qty = new BigDecimal(fields.get("lastQty"));
        final BigDecimal signed = fields.get("side").equals("BUY") ? qty : qty.negate();
        position = position.add(signed);
        spent = spent.add(signed.multiply(new BigDecimal(fields.get("lastPrice"))));
        fees = fees.add(new BigDecimal(fields.get("fee")));
        final String labels = "{instrument=\"" + fields.get("instrument") + "\",liquidity=\"" + fields.get("liquidity") + "\",side=\"" + fields.get("side") + "\"}";
        count("ringmaster_fills_total" + labels);
        values.merge("ringmaster_filled_quantity_total" + labels, qty.doubleValue(), (a, b) -> BigDecimal.valueOf(a).add(BigDecimal.valueOf(b)).doubleValue());
    }

    private void onIntent(final Map<String, String> fields) {
        final String kind = fields.get("kind");
        if (kind.equals("NEW")) {
            count("ringmaster_orders_sent_total");
            states.put(fields.get("clientOrderId"), "PENDING_NEW");
        }
        if (kind.equals("NEW") || kind.equals("AMEND")) {
            count("ringmaster_risk_verdicts_total{reason=\"PASSED\"}");
        }
    }

    private void onLatch(final Map<String, String> fields) {
        if (fields.get("latched").equals("1")) {
            latches.add(fields.get("reason"));
            count("ringmaster_latches_total{reason=\"" + fields.get("reason") + "\"}");
        } else {
            latches.clear();
        }
    }

    private void onDecision(final Map<String, String> fields) {
        count("ringmaster_decisions_total{reason=\"" + fields.get("reason") + "\"}");
        values.put("ringmaster_target_exposure_ratio{instrument=\"" + fields.get("instrument") + "\"}", Double.valueOf(fields.get("exposure")));
    }

    private void onCondition(final Map<String, String> fields) {
        conditions.put(fields.get("strategy"), fields.get("condition"));
        if (fields.get("condition").startsWith("QUARANTINED")) {
            count("ringmaster_strategy_quarantines_total");
            values.put("ringmaster_strategy_quarantined{condition=\"" + fields.get("condition") + "\",strategy=\"" + fields.get("strategy") + "\"}", 1.0);
        }
    }

    private Map<String, Double> values() {
        values.put("ringmaster_position_quantity{instrument=\"BTCUSDT\"}", position.doubleValue());
        values.put("ringmaster_fees_usd", fees.doubleValue());
        if (position.signum() == 0) {
            values.put("ringmaster_realised_pnl_usd", spent.negate().doubleValue());
        }
        for (final String state : states.values()) {
            count(ENDED.contains(state) ? "ringmaster_orders_ended_total{outcome=\"" + state + "\"}" : "ringmaster_open_orders{state=\"" + state + "\"}");
        }
        conditions.values().forEach(condition -> count("ringmaster_strategies{condition=\"" + condition + "\"}"));
        values.put("ringmaster_latched", latches.isEmpty() ? 0.0 : 1.0);
        latches.forEach(reason -> values.put("ringmaster_latch{reason=\"" + reason + "\"}", 1.0));
        return values;
    }
}
