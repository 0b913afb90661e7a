package io.ringmaster.lab.backtest;

import io.ringmaster.schema.LatchReason;
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
        file.money("initialEquity", result.money().initialEquityE8());
        file.money("finalEquity", result.money().finalEquityE8());
        file.money("fees", result.money().feesE8());
        file.money("funding", result.money().fundingE8());
        file.money("grossProfit", result.netPnlE8() + result.money().feesE8() - result.money().fundingE8());
        file.money("netProfit", result.netPnlE8());
        file.money("turnover", result.money().turnoverE8());
        for (final Map.Entry<String, Double> ratio : result.ratios().entrySet()) {
            file.ratio(ratio.getKey(), ratio.getValue());
        }
        file.time("maxDrawdownStart", result.equity().maxDrawdownStartNs());
        file.time("maxDrawdownTrough", result.equity().maxDrawdownTroughNs());
        file.time("maxDrawdownEnd", result.equity().maxDrawdownEndNs());
        file.time("ruinedAt", result.span().ruinedNs());
        return file.end();
    }

    static String summary(final Backtest.Plan plan, final BacktestResult result, final String dataSha256) {
        final ResultJson file = new ResultJson();
        file.json.writeStringProperty("build", plan.provenance().build());
        file.json.writeStringProperty("data", plan.provenance().data());
        file.json.writeStringProperty("dataSha256", dataSha256);
        file.json.writeStringProperty("configSha256", plan.provenance().configSha256());
        file.json.writeStringProperty("outputSha256", result.outputSha256());
        file.time("start", result.span().startNs());
        file.time("end", result.span().endNs());
        file.json.writeNumberProperty("seed", plan.engine().session().seed());
        file.json.writeNumberProperty("events", result.counts().events());
        file.json.writeNumberProperty("decisions", result.counts().decisions());
        file.json.writeNumberProperty("orders", result.counts().orders());
        file.json.writeNumberProperty("fills", result.counts().fills());
        file.json.writeNumberProperty("refusedByRiskGate", result.counts().refusals());
        file.json.writeBooleanProperty("latched", result.latching().isLatched());
        file.time("latchedSince", result.latching().sinceNs());
        file.json.writeStringProperty("latchReasons", String.join(" ", result.latching().reasons().stream().map(LatchReason::name).toList()));
        file.money("position", result.money().positionE8());
        file.json.writeStringProperty("config", plan.provenance().config());
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
