package io.ringmaster.lab.backtest;

import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code report.html}: one file that opens anywhere, with the charting library in it. */
final class Report {

    private static final String TEMPLATE = "/report/report.html";
    /** From the webjar; the version is the parent pom's. */
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long NS_PER_MS = 1_000_000;

    private Report() {
    }

    static String html(final Backtest.Plan plan, final BacktestResult result, final Curve curve, final TradeMarks marks) {
        return resource(TEMPLATE)
            .replace("{{title}}", escaped(plan.data()))
            .replace("{{period}}", ResultJson.instant(result.startNs()) + " to " + ResultJson.instant(result.endNs()))
            .replace("{{figures}}", figures(result))
            .replace("{{notes}}", notes(result, curve, marks))
            .replace("{{config}}", escaped(plan.config()))
            .replace("{{build}}", escaped(plan.build()))
            .replace("{{sha}}", result.outputSha256())
            .replace("{{data}}", data(curve, marks))
            .replace("{{charts}}", resource(CHARTS));
    }

    private static String figures(final BacktestResult result) {
        final StringBuilder rows = new StringBuilder();
        figure(rows, "Final equity", money(result.finalEquityE8()));
        figure(rows, "Total return", percent(result.equity().totalReturn()));
        figure(rows, "CAGR", percent(result.equity().cagr()));
        figure(rows, "Max drawdown", percent(result.equity().maxDrawdown()));
        figure(rows, "Sharpe (steps)", number(result.equity().sharpe()));
        figure(rows, "Sharpe (days)", number(result.equity().sharpeDaily()));
        figure(rows, "Sortino (days)", number(result.equity().sortinoDaily()));
        figure(rows, "Time in market", percent(result.equity().timeInMarket()));
        figure(rows, "Trades", String.format(Locale.ROOT, "%,d", result.trades().trades()));
        figure(rows, "Win rate", percent(result.trades().winRate()));
        figure(rows, "Profit factor", number(result.trades().profitFactor()));
        figure(rows, "Average trade", number(result.trades().averagePnl()) + " USD");
        figure(rows, "Average holding", number(result.trades().averageHoldingMinutes()) + " min");
        figure(rows, "Fees paid", money(result.feesE8()));
        figure(rows, "Funding received", money(result.fundingE8()));
        figure(rows, "Refused by the risk gate", String.format(Locale.ROOT, "%,d", result.refusals()));
        return rows.toString();
    }

    private static void figure(final StringBuilder rows, final String name, final String value) {
        rows.append("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>\n");
    }

    private static String notes(final BacktestResult result, final Curve curve, final TradeMarks marks) {
        final StringBuilder notes = new StringBuilder();
        notes.append(String.format(Locale.ROOT, "Each point of the curves stands for %,d steps; lows and drawdowns within it are kept. ",
            curve.stepsAPoint()));
        if (marks.stride() > 1) {
            notes.append(String.format(Locale.ROOT, "One trade in %,d is drawn. ", marks.stride()));
        }
        if (result.latched()) {
            notes.append("<strong>A risk limit latched during this run: from then on no new position was taken.</strong> ");
        }
        return notes.toString();
    }

    private static String data(final Curve curve, final TradeMarks marks) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("points");
            for (int i = 0; i < curve.size(); i++) {
                json.writeStartArray();
                json.writeNumber(curve.timeNs(i) / NS_PER_MS);
                json.writeNumber(decimal(curve.priceE8(i)));
                json.writeNumber(decimal(curve.lowE8(i)));
                json.writeNumber(decimal(curve.highE8(i)));
                json.writeNumber(decimal(curve.equityE8(i)));
                json.writeNumber(curve.drawdown(i));
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("trades");
            for (final Trade trade : marks.kept()) {
                trade(json, trade);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void trade(final JsonGenerator json, final Trade trade) {
        json.writeStartArray();
        json.writeNumber(trade.side() == Side.BUY ? 1 : -1);
        json.writeNumber(trade.entryTimeNs() / NS_PER_MS);
        json.writeNumber(decimal(FixedPoint.divideHalfEven(trade.entryE8(), trade.qtyE8())));
        if (trade.isClosed()) {
            json.writeNumber(trade.exitTimeNs() / NS_PER_MS);
            json.writeNumber(decimal(FixedPoint.divideHalfEven(trade.exitE8(), trade.qtyE8())));
            json.writeNumber(decimal(trade.netPnlE8()));
        }
        json.writeEndArray();
    }

    private static BigDecimal decimal(final long valueE8) {
        return new BigDecimal(FixedPoint.format(valueE8));
    }

    private static String money(final long valueE8) {
        return String.format(Locale.ROOT, "%,.2f USD", FixedPoint.toDouble(valueE8));
    }

    private static String percent(final double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f %%", 100 * ratio) : "-";
    }

    private static String number(final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.2f", value) : "-";
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String resource(final String name) {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
