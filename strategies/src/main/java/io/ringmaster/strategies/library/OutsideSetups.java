package io.ringmaster.strategies.library;

import static io.ringmaster.strategies.formula.Parameter.number;
import static io.ringmaster.strategies.formula.Parameter.whole;
import static io.ringmaster.strategies.library.Setups.bonus;
import static io.ringmaster.strategies.library.Setups.plain;

import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.library.Setups.Setup;
import io.ringmaster.strategies.library.Setups.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Setups that read more than prices, as data: order book, funding, open interest, basis, exchange flows, news and sentiment. A series is
 * measured by its distance from its mean in standard deviations; mean and deviation leave out the newest value. A value that is unknown or
 * too old gives no signal. Source: reference, strategies 17 and 19 to 25.
 */
final class OutsideSetups {

    private static final int MAX_BARS = 100_000;
    private static final String STRETCH = "clip(abs(%s)/4, 0, 1)";
    private static final String SURENESS = "0.4 + 0.1*(abs(%s) - z)";
    private static final String FUNDING = unusual("funding");

    private OutsideSetups() {
    }

    private static List<Parameter> judged(final int n, final double z, final Parameter... more) {
        final List<Parameter> all = new ArrayList<>();
        all.add(whole("n", n, 2, MAX_BARS, "number of past values it is compared with"));
        all.add(number("z", z, 0, 100, "standard deviations from which a value is extreme"));
        all.addAll(List.of(more));
        return all;
    }

    private static Parameter calm() {
        return number("calm", 0.5, 0, 100, "standard deviations below which it exits");
    }

    private static Parameter maxAge(final double seconds) {
        return number("max_age", seconds, 0, 31_536_000, "largest age of a signal that counts, seconds");
    }

    static List<Setup> all() {
        return List.of(
            orderFlow(), fundingExtreme(), openInterestSpike(), basisImbalance(), inflow(), outflow(), netflow(), newsEvent(), mentionsSpike(),
            sentiment());
    }

    /** Standard deviations from the mean of the n values before. */
    private static String unusual(final String series) {
        return "ratio(" + series + " - sma(" + series + ",n)[1], stddev(" + series + ",n)[1], 0)";
    }

    private static Side side(final String when, final String strength, final String confidence) {
        return new Side(when, strength, confidence, "", "");
    }

    private static Setup orderFlow() {
        return Setups.setup("order_flow", 17,
            List.of(
                whole("n", 5, 1, MAX_BARS, "number of bars whose trades count"),
                number("level", 0.3, 0, 1, "score from which it recommends an entry"),
                number("max_age", 5, 0, 86_400, "largest age of the book, seconds")),
            0, flow(true), flow(false), "");
    }

    private static Side flow(final boolean up) {
        final String sign = up ? "" : "-1*";
        final String excess = "(" + sign + "microstructure_score(n) - level)";
        final String tight = "spread <= 0.0005";
        final String deep = sign + "book_pressure > 0";
        return side(
            excess + " > 0 and book_age <= max_age",
            "0.40 + min(0.5*" + excess + ", 0.25)" + bonus(tight, "0.10") + bonus(deep, "0.10"),
            "0.35 + min(0.4*" + excess + ", 0.20)" + bonus(tight, "0.08") + bonus(deep, "0.10")
                + bonus(sign + "large_trades(n) > 0", "0.08") + bonus(sign + "book_imbalance > 0.15", "0.05"));
    }

    private static Setup fundingExtreme() {
        final String known = " and ticker_age <= max_age";
        final String falls = "rsi(14) crosses below 50";
        final String sinks = "momentum(10) < 0 and momentum(10) < momentum(10)[1]";
        final String rises = "rsi(14) crosses above 50";
        final String lifts = "momentum(10) > 0 and momentum(10) > momentum(10)[1]";
        final String strength = STRETCH.formatted(FUNDING);
        final String confidence = SURENESS.formatted(FUNDING);
        return Setups.setup("funding_extreme", 19, judged(720, 2.0, calm(), maxAge(7_200)), 24,
            side(FUNDING + " < -1*z and (" + rises + " or (" + lifts + ")) and not (adx(14) > 40 and ema(12) < ema(26))" + known,
                strength, confidence + bonus(rises, "0.1") + bonus(lifts, "0.1")),
            side(FUNDING + " > z and (" + falls + " or (" + sinks + ")) and not (adx(14) > 40 and ema(12) > ema(26))" + known,
                strength, confidence + bonus(falls, "0.1") + bonus(sinks, "0.1")),
            "abs(" + FUNDING + ") < calm" + known);
    }

    private static Setup openInterestSpike() {
        final String interest = unusual("log_return(open_interest)");
        final String before = "(" + interest + ")[1]";
        final String up = "log_return(close) > move*stddev(log_return(close),n)";
        final String down = "log_return(close) < -1*move*stddev(log_return(close),n)";
        final String fell = "log_return(close)[1] < -1*move*stddev(log_return(close),n)[1]";
        final String known = " and ticker_age <= max_age";
        final String flushed = before + " < -1*z and " + fell + " and change(open_interest) >= 0";
        // On the first bar that can be judged there is none before.
        final String larger = "max(abs(" + interest + "), abs(known(" + before + ", 0)))";
        final String confidence = SURENESS.formatted(larger);
        return Setups.setup("open_interest_spike", 20,
            judged(720, 2.0, number("move", 0.5, 0, 100, "smallest price move that counts, in standard deviations"), maxAge(7_200)), 0,
            side("((" + interest + " > z and " + up + " and " + FUNDING + " <= z) or (" + flushed + "))" + known,
                STRETCH.formatted(larger), confidence),
            side(interest + " > z and " + down + " and " + FUNDING + " >= -1*z" + known, STRETCH.formatted(interest),
                SURENESS.formatted(interest)),
            interest + " < -1*z and " + up + known);
    }

    private static Setup basisImbalance() {
        final String far = unusual("basis");
        // Where there is no book, mark and index come together.
        final String together = " and abs(known(book_age, ticker_age) - ticker_age) <= apart";
        return Setups.setup("basis_imbalance", 21,
            judged(10_080, 2.5, calm(), number("high", 0.003, 0, 1, "smallest premium for SHORT"),
                number("low", 0.001, 0, 1, "smallest discount for LONG"),
                number("apart", 2, 0, 86_400, "largest time between book and index, seconds")), 0,
            side(far + " < -1*z and basis < -1*low" + together, STRETCH.formatted(far), SURENESS.formatted(far)),
            side(far + " > z and basis > high" + together, STRETCH.formatted(far), SURENESS.formatted(far)),
            "abs(" + far + ") < calm" + together);
    }

    private static Side flowing(final String relation, final String z) {
        return side(z + " " + relation + " and flow_age <= max_age", "min(1, (abs(" + z + ") - z)/2)", SURENESS.formatted(z));
    }

    private static Setup inflow() {
        final String z = unusual("change(inflow)");
        return Setups.setup(
            "exchange_inflow", 22, judged(720, 2.0, calm(), maxAge(7_200)), 0, plain(""), flowing("> z", z), z + " < calm and flow_age <= max_age");
    }

    private static Setup outflow() {
        final String z = unusual("change(outflow)");
        return Setups.setup(
            "exchange_outflow", 23, judged(720, 2.0, calm(), maxAge(7_200)), 0, flowing("> z", z), plain(""), z + " < calm and flow_age <= max_age");
    }

    private static Setup netflow() {
        final String z = unusual("(change(inflow) - change(outflow))");
        return Setups.setup(
            "exchange_netflow", 22, judged(720, 2.0, calm(), maxAge(7_200)), 0, flowing("< -1*z", z), flowing("> z", z),
            "abs(" + z + ") < calm and flow_age <= max_age");
    }

    private static Setup newsEvent() {
        final String within = "news_age >= 0 and news_age < window and ";
        return Setups.setup("news_event", 24, List.of(
                number("window", 1_800, 1, 604_800, "seconds before and after the news that count"),
                number("score", 0.6, 0, 1, "smallest absolute sentiment of news with a direction"),
                whole("exit", 0, 0, 1, "1: FLAT in a window without a direction")), 0,
            side(within + "news_score >= score", "abs(news_score)", "0.5"), side(within + "news_score <= -1*score", "abs(news_score)", "0.5"),
            "exit >= 1 and abs(news_age) < window and abs(news_score) < score");
    }

    private static Setup mentionsSpike() {
        final String count = "change(mentions)";
        final String[] weeks = {count + "[week]", count + "[2*week]", count + "[3*week]", count + "[4*week]"};
        final String mean = "((" + String.join(" + ", weeks) + ")/4)";
        final StringBuilder squares = new StringBuilder();
        for (final String week : weeks) {
            squares.append(squares.isEmpty() ? "" : " + ").append(week).append('*').append(week);
        }
        final String z = "ratio(" + count + " - " + mean + ", sqrt(max(0, (" + squares + ")/4 - " + mean + "*" + mean + ")), 0)";
        final String spike = z + " > z and mentions_age <= max_age and close ";
        return Setups.setup("mentions_spike", 25, List.of(
                whole("week", 168, 1, MAX_BARS / 4, "bars of a week"),
                number("z", 2, 0, 100, "standard deviations above the same bar of the four weeks before"), maxAge(7_200)), 0,
            side(spike + "> ema(20)", STRETCH.formatted(z), SURENESS.formatted(z)),
            side(spike + "< ema(20)", STRETCH.formatted(z), SURENESS.formatted(z)), "");
    }

    private static Setup sentiment() {
        final String score = "sense*sentiment";
        final String known = " and sentiment_age <= max_age";
        return Setups.setup("sentiment", 25, List.of(
                number("level", 0.6, 0, 1, "score from which it recommends an entry"), number("calm", 0.1, 0, 1, "score below which it exits"),
                whole("sense", 1, -1, 1, "1 against the crowd, -1 with it"), maxAge(86_400)), 0,
            side(score + " <= -1*level" + known, "abs(sentiment)", "min(0.5 + 1.25*abs(abs(sentiment) - level), 0.95)"),
            side(score + " >= level" + known, "abs(sentiment)", "min(0.5 + 1.25*abs(abs(sentiment) - level), 0.95)"),
            "abs(sentiment) < calm" + known);
    }
}
