package io.ringmaster.lab.backtest;

import io.ringmaster.lab.backtest.TradeFigures.Group;
import io.ringmaster.lab.page.PageParts;
import io.ringmaster.lab.statistics.Interval;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.units.FixedPoint;
import java.time.Instant;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** The figures and tables of a report, as HTML. */
final class ReportTables {

    private static final String NOTHING = "–";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double DAY_NS = 86_400e9;
    /** The monthly return with the strongest colour. */
    private static final double STRONGEST = 0.15;

    private final BacktestResult result;
    private final StringBuilder html = new StringBuilder();

    ReportTables(final BacktestResult result) {
        this.result = result;
    }

    private String taken() {
        final String text = html.toString();
        html.setLength(0);
        return text;
    }

    /** The most important figures, compared with the market where possible. */
    String figures() {
        final EquityFigures equity = result.equity();
        final MarketFigures market = result.market();
        final Group all = result.trades().all();
        figure("Net return", signed(equity.totalReturn()), "buy and hold " + signed(market.holdReturn()), tone(equity.totalReturn()));
        figure("Net profit", signedMoney(result.netPnlE8()), "of " + money(result.money().initialEquityE8()) + " USD", tone(result.netPnlE8()));
        figure("Largest drawdown", percent(equity.maxDrawdown()), "buy and hold " + percent(market.holdMaxDrawdown()), "");
        if (result.isLongEnoughForAYear()) {
            figure("Return a year", signed(equity.cagr()), "buy and hold " + signed(result.holdCagr()), tone(equity.cagr()));
            sharpe();
            figure("Sortino", number(equity.sortinoDaily()), "annualised, daily", "");
        }
        figure("Trades", count(all.trades()), count(result.trades().longs()) + " long, " + count(all.trades() - result.trades().longs()) + " short", "");
        figure("Won", percent(all.winRate()), count(all.wins()) + " of " + count(all.wins() + all.losses()), "");
        figure("Profit factor", number(all.profitFactor()), "won over lost", "");
        figure(
            "Average trade", signedMoney(Math.round(all.averagePnl() * FixedPoint.ONE), all.trades()), "held " + holding(all.averageHoldingMinutes()), "");
        figure("Time in market", percent(equity.timeInMarket()),
            "long " + whole(market.timeLong()) + ", short " + whole(market.timeShort()), "");
        figure("Exposure", number(market.averageExposure()) + " ×", "at most " + number(market.maxExposure()) + " ×", "");
        figure("Turnover", number((double) result.money().turnoverE8() / result.money().initialEquityE8()) + " ×", "the initial equity", "");
        figure("Refused orders", count(result.counts().refusals()), "by the risk gate", "");
        return taken();
    }

    /** Never without its interval and the number of trials. */
    private void sharpe() {
        final JudgedSharpe sharpe = result.sharpe();
        if (!sharpe.isKnown()) {
            return;
        }
        final Interval interval = sharpe.annualInterval();
        figure("Sharpe, by days", number(sharpe.annual()), "95 %: " + number(interval.low()) + " to " + number(interval.high()), "");
        figure("Above 0", percent(sharpe.psr()), "probability of its Sharpe (PSR)", "");
        figure("Above luck", percent(sharpe.dsr()), "of " + count(sharpe.trials().trials()) + (sharpe.trials().trials() == 1 ? " trial" : " trials") + " (DSR)", "");
    }

    private void figure(final String name, final String value, final String beside, final String tone) {
        html.append("    <div><dt>").append(name).append("</dt><dd class=\"").append(tone).append("\">").append(value).append("</dd><small>")
            .append(beside).append("</small></div>\n");
    }

    /** From gross to net. */
    String costs() {
        final long costsE8 = result.money().feesE8() - result.money().fundingE8();
        html.append("<table class=\"narrow\"><tbody>\n");
        line("Gross profit", signedMoney(result.netPnlE8() + costsE8), "");
        line(result.money().feesE8() < 0 ? "Fees received" : "Fees paid", money(Math.abs(result.money().feesE8())), "");
        line(result.money().fundingE8() > 0 ? "Funding received" : "Funding paid", money(Math.abs(result.money().fundingE8())), "");
        line("Net profit", signedMoney(result.netPnlE8()), " class=\"total\"");
        line("Turnover", money(result.money().turnoverE8()), "");
        line("Costs of the turnover", result.money().turnoverE8() == 0 ? NOTHING : basisPoints((double) costsE8 / result.money().turnoverE8()), "");
        return taken() + "</tbody></table>";
    }

    private void line(final String name, final String value, final String attribute) {
        html.append("<tr").append(attribute).append("><th>").append(name).append("</th><td>").append(value).append("</td></tr>\n");
    }

    /** Trades by side, by strategy and by what ended them. */
    String groups() {
        html.append("<table><thead><tr><th></th><th>Trades</th><th>Won</th><th>Gross</th><th>Costs</th><th>Net</th><th>Average</th>"
            + "<th>Profit factor</th><th>Held</th></tr></thead>\n");
        groups("By side", result.trades().bySide());
        groups("By strategy", result.trades().byStrategy());
        groups("By exit reason", result.trades().byExitReason());
        html.append("<tbody>");
        group("All closed trades", result.trades().all(), " class=\"total\"");
        return taken() + "</tbody></table>";
    }

    private void groups(final String title, final Map<String, Group> groups) {
        html.append("<tbody><tr class=\"group\"><th colspan=\"9\">").append(title).append("</th></tr>\n");
        groups.entrySet().stream().sorted((a, b) -> Long.compare(b.getValue().netE8(), a.getValue().netE8()))
            .forEach(group -> group(group.getKey().isEmpty() ? "not known" : words(group.getKey()), group.getValue(), ""));
        html.append("</tbody>\n");
    }

    private void group(final String name, final Group group, final String attribute) {
        html.append("<tr").append(attribute).append("><th>").append(PageParts.escaped(name)).append("</th>");
        cell(count(group.trades()), "");
        cell(percent(group.winRate()), "");
        cell(signedMoney(group.grossE8()), "");
        cell(money(group.feesE8() - group.fundingE8()), "");
        cell(signedMoney(group.netE8()), tone(group.netE8()));
        cell(signedMoney(Math.round(group.averagePnl() * FixedPoint.ONE), group.trades()), "");
        cell(number(group.profitFactor()), "");
        cell(holding(group.averageHoldingMinutes()), "");
        html.append("</tr>\n");
    }

    private void cell(final String value, final String tone) {
        html.append("<td").append(tone.isEmpty() ? "" : " class=\"" + tone + "\"").append('>').append(value).append("</td>");
    }

    /** One row per year. */
    String months() {
        final SortedMap<YearMonth, Double> returns = result.months().returns();
        html.append("<table class=\"months\"><thead><tr><th></th>");
        for (final Month month : Month.values()) {
            html.append("<th>").append(month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)).append("</th>");
        }
        html.append("<th>Year</th></tr></thead><tbody>\n");
        if (!returns.isEmpty()) {
            for (int year = returns.firstKey().getYear(); year <= returns.lastKey().getYear(); year++) {
                year(year, returns);
            }
        }
        return taken() + "</tbody></table>";
    }

    private void year(final int year, final SortedMap<YearMonth, Double> returns) {
        double growth = 1;
        html.append("<tr><th>").append(year).append("</th>");
        for (final Month month : Month.values()) {
            final Double change = returns.get(YearMonth.of(year, month));
            growth *= change == null ? 1 : 1 + change;
            html.append(change == null ? "<td></td>" : shaded(change));
        }
        html.append("<td class=\"total ").append(tone(growth - 1)).append("\">").append(signed(growth - 1)).append("</td></tr>\n");
    }

    private static String shaded(final double change) {
        final double strength = Math.min(1, Math.abs(change) / STRONGEST);
        return String.format(Locale.ROOT, "<td style=\"background:rgba(%s,%.2f)\">%s</td>", change >= 0 ? "15,138,95" : "200,64,47", 0.06 + 0.44 * strength,
            signed(change));
    }

    /** The five worst. */
    String drawdowns() {
        html.append("<table><thead><tr><th>Depth</th><th>From</th><th>Lowest</th><th>Recovered</th><th>Length</th></tr></thead><tbody>\n");
        for (final Drawdowns.Fall fall : result.drawdowns().worst()) {
            html.append("<tr><th>").append(percent(fall.depth())).append("</th>");
            cell(minute(fall.startNs()), "");
            cell(minute(fall.troughNs()), "");
            cell(fall.endNs() == 0 ? "not yet" : minute(fall.endNs()), "");
            cell(days((fall.endNs() == 0 ? result.span().endNs() : fall.endNs()) - fall.startNs()), "");
            html.append("</tr>\n");
        }
        return taken() + "</tbody></table>";
    }

    static String minute(final long timeNs) {
        return MINUTE.format(Instant.ofEpochMilli(timeNs / 1_000_000));
    }

    static String days(final long ns) {
        final double days = ns / DAY_NS;
        return days < 1 ? String.format(Locale.ROOT, "%.1f hours", days * 24) : String.format(Locale.ROOT, days < 10 ? "%.1f days" : "%,.0f days", days);
    }

    private static String holding(final double minutes) {
        return !Double.isFinite(minutes) ? NOTHING : minutes < 120
            ? String.format(Locale.ROOT, "%.0f min", minutes) : days(Math.round(minutes * 60e9));
    }

    private static String count(final long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String money(final long valueE8) {
        return String.format(Locale.ROOT, "%,.2f", FixedPoint.toDouble(valueE8));
    }

    private static String signedMoney(final long valueE8) {
        return String.format(Locale.ROOT, "%s%,.2f", valueE8 < 0 ? "−" : valueE8 > 0 ? "+" : "", Math.abs(FixedPoint.toDouble(valueE8)));
    }

    private static String signedMoney(final long valueE8, final long of) {
        return of == 0 ? NOTHING : signedMoney(valueE8);
    }

    private static String percent(final double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * ratio) : NOTHING;
    }

    private static String whole(final double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.0f\u00a0%%", 100 * ratio) : NOTHING;
    }

    private static String basisPoints(final double ratio) {
        return String.format(Locale.ROOT, "%.1f bps", 10_000 * ratio);
    }

    private static String signed(final double ratio) {
        return Double.isFinite(ratio)
            ? String.format(Locale.ROOT, Math.abs(ratio) < 10 ? "%s%.1f\u00a0%%" : "%s%,.0f\u00a0%%", ratio < 0 ? "−" : "+", Math.abs(100 * ratio)) : NOTHING;
    }

    private static String number(final double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.2f", value).replace('-', '−') : NOTHING;
    }

    private static String tone(final double value) {
        return value > 0 ? "up" : value < 0 ? "down" : "";
    }

    /** Formats FLAT_SIGNAL as "Flat signal"; names with lower-case letters stay as they are. */
    static String words(final String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT).replace('_', ' ') : name;
    }
}
