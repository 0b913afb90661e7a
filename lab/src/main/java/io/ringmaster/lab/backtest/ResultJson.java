package io.ringmaster.lab.backtest;

import io.ringmaster.units.FixedPoint;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The figures as JSON files, byte-identical for the same backtest. */
final class ResultJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text);

    private ResultJson() {
        json.writeStartObject();
    }

    static String metrics(final BacktestResult result) {
        final ResultJson file = new ResultJson();
        result.forEachCount(file.json::writeNumberProperty);
        file.money("initialEquity", result.initialEquityE8());
        file.money("finalEquity", result.finalEquityE8());
        file.money("fees", result.feesE8());
        file.money("funding", result.fundingE8());
        file.money("grossProfit", result.netPnlE8() + result.feesE8() - result.fundingE8());
        file.money("netProfit", result.netPnlE8());
        file.money("turnover", result.turnoverE8());
        for (final Map.Entry<String, Double> ratio : result.ratios().entrySet()) {
            file.ratio(ratio.getKey(), ratio.getValue());
        }
        file.time("maxDrawdownStart", result.equity().maxDrawdownStartNs());
        file.time("maxDrawdownTrough", result.equity().maxDrawdownTroughNs());
        file.time("maxDrawdownEnd", result.equity().maxDrawdownEndNs());
        file.time("ruinedAt", result.ruinedNs());
        return file.end();
    }

    static String summary(final Backtest.Plan plan, final BacktestResult result) {
        final ResultJson file = new ResultJson();
        file.json.writeStringProperty("build", plan.build());
        file.json.writeStringProperty("data", plan.data());
        file.json.writeStringProperty("configSha256", plan.configSha256());
        file.json.writeStringProperty("outputSha256", result.outputSha256());
        file.time("start", result.startNs());
        file.time("end", result.endNs());
        file.json.writeNumberProperty("seed", plan.engine().session().seed());
        file.json.writeNumberProperty("events", result.events());
        file.json.writeNumberProperty("decisions", result.decisions());
        file.json.writeNumberProperty("orders", result.orders());
        file.json.writeNumberProperty("fills", result.fills());
        file.json.writeNumberProperty("refusedByRiskGate", result.refusals());
        file.json.writeBooleanProperty("latched", result.latched());
        file.money("position", result.positionE8());
        file.json.writeStringProperty("config", plan.config());
        return file.end();
    }

    private void money(final String key, final long valueE8) {
        json.writeNumberProperty(key, new BigDecimal(FixedPoint.format(valueE8)));
    }

    private void ratio(final String key, final double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(key, value);
        } else {
            json.writeNullProperty(key);
        }
    }

    /** 0 means never. */
    private void time(final String key, final long timeNs) {
        if (timeNs == 0) {
            json.writeNullProperty(key);
        } else {
            json.writeStringProperty(key, instant(timeNs).toString());
        }
    }

    static Instant instant(final long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NS_PER_SECOND), Math.floorMod(timeNs, NS_PER_SECOND));
    }

    private String end() {
        json.writeEndObject();
        json.close();
        return text + "\n";
    }
}
