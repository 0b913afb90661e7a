package io.ringmaster.lab.backtest;

import io.ringmaster.lab.page.PageParts;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code report.html}: one self-contained file that includes the charting library. */
final class Report {

    private static final String TEMPLATE = "/report/report.html";
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long NS_PER_MS = 1_000_000;

    private Report() {
    }

    static String html(final Backtest.Plan plan, final BacktestResult result, final Curve curve, final TradeMarks marks) {
        final ReportTables tables = new ReportTables(result);
        return PageParts.resource(TEMPLATE)
            .replace("{{title}}", PageParts.escaped(plan.provenance().data()))
            .replace("{{period}}", period(result))
            .replace("{{alerts}}", alerts(result))
            .replace("{{figures}}", tables.figures())
            .replace("{{costs}}", tables.costs())
            .replace("{{groups}}", tables.groups())
            .replace("{{months}}", tables.months())
            .replace("{{drawdowns}}", tables.drawdowns())
            .replace("{{notes}}", notes(result, curve, marks))
            .replace("{{config}}", PageParts.escaped(plan.provenance().config()))
            .replace("{{build}}", PageParts.escaped(plan.provenance().build()))
            .replace("{{sha}}", result.outputSha256())
            .replace("{{data}}", data(result, curve, marks))
            .replace("{{charts}}", PageParts.charts());
    }

    private static String period(final BacktestResult result) {
        return ReportTables.minute(result.span().startNs()) + " to " + ReportTables.minute(result.span().endNs()) + " UTC, "
            + ReportTables.days(result.equity().elapsedNs()) + ", " + String.format(Locale.ROOT, "%,d", result.counts().bars()) + " bars";
    }

    private static String alerts(final BacktestResult result) {
        final StringBuilder alerts = new StringBuilder();
        if (result.span().ruinedNs() != 0) {
            alert(
                alerts,
                "The account fell below zero on " + ReportTables.minute(result.span().ruinedNs()) + " UTC. The backtest ends at that moment.");
        }
        if (result.latching().isLatched()) {
            alert(alerts, "Latched by " + result.latching().text() + ". The figures cover the time after it too.");
        }
        if (result.counts().orphanEntries() > 0) {
            alert(alerts, String.format(Locale.ROOT, "%,d entries follow no decision made after the last exit. That is a fault of the program.",
                result.counts().orphanEntries()));
        }
        if (result.trades().all().trades() == 0) {
            alert(alerts, "No trade was closed. " + (result.counts().refusals() > 0
                ? String.format(Locale.ROOT, "The risk gate refused %,d orders.", result.counts().refusals()) : "No decision led to an order."));
        }
        return alerts.toString();
    }

    private static void alert(final StringBuilder alerts, final String text) {
        alerts.append("  <p class=\"alert\">").append(text).append("</p>\n");
    }

    private static String notes(final BacktestResult result, final Curve curve, final TradeMarks marks) {
        final StringBuilder notes = new StringBuilder();
        if (curve.stepsAPoint() > 1) {
            notes.append(String.format(Locale.ROOT, "Each point of the curves stands for %,d steps; lows, highs and drawdowns within it are kept. ",
                curve.stepsAPoint()));
        }
        if (marks.seen() > marks.kept().size()) {
            notes.append(String.format(Locale.ROOT, "The chart and the table hold %,d of %,d trades, evenly chosen; trades.csv has all. ",
                marks.kept().size(), marks.seen()));
        }
        if (result.money().positionE8() != 0) {
            notes.append("A position is open at the end; its profit counts in the equity, not in the trades. ");
        }
        return notes.toString();
    }

    private static String data(final BacktestResult result, final Curve curve, final TradeMarks marks) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeNumberProperty("initial", decimal(result.money().initialEquityE8()));
            json.writeNumberProperty("firstMark", decimal(result.market().firstMarkE8()));
            json.writeArrayPropertyStart("points");
            for (int i = 0; i < curve.size(); i++) {
                json.writeStartArray();
                json.writeNumber(curve.timeNs(i) / NS_PER_MS);
                json.writeNumber(decimal(curve.priceE8(i)));
                json.writeNumber(decimal(curve.lowE8(i)));
                json.writeNumber(decimal(curve.highE8(i)));
                json.writeNumber(decimal(curve.equityE8(i)));
                json.writeNumber(Math.rint(curve.drawdown(i) * 1e6) / 1e6);
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
        // A closing tag within a name must not end the script.
        return text.toString().replace("</", "<\\/");
    }

    private static void trade(final JsonGenerator json, final Trade trade) {
        json.writeStartArray();
        json.writeNumber(trade.number());
        json.writeNumber(trade.side() == Side.BUY ? 1 : -1);
        json.writeNumber(trade.entry().timeNs() / NS_PER_MS);
        json.writeNumber(decimal(trade.entry().priceE8()));
        json.writeNumber(decimal(trade.entry().qtyE8()));
        json.writeString(trade.strategy());
        json.writeString(ReportTables.words(trade.entry().reason()));
        if (trade.isClosed()) {
            json.writeNumber(trade.exit().timeNs() / NS_PER_MS);
            json.writeNumber(decimal(trade.exit().priceE8()));
            json.writeString(ReportTables.words(trade.exit().reason()));
            json.writeNumber(decimal(trade.grossPnlE8()));
            json.writeNumber(decimal(trade.costs().feesE8() - trade.costs().fundingE8()));
            json.writeNumber(decimal(trade.netPnlE8()));
        }
        json.writeEndArray();
    }

    private static BigDecimal decimal(final long valueE8) {
        return new BigDecimal(FixedPoint.format(valueE8));
    }
}
