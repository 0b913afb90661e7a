package io.ringmaster.cli;

import io.ringmaster.strategies.StrategyCatalog;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.IndicatorCatalog;
import io.ringmaster.strategies.indicator.IndicatorGraph;
import io.ringmaster.strategies.indicator.IndicatorType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page about indicators and strategies, made from what the program knows of them. */
final class LibraryPage {

    private static final String INTRODUCTION = """
        # Indicators and strategies

        Made from the code by a test.

        A formula is made of prices (`open high low close volume hl2 hlc3 ohlc4`), indicators, numbers, `+ - * /`, `[n]` for the value n bars
        ago, and the functions `abs sqrt log exp sign floor min max clip(x, low, high) ratio(a, b, otherwise) if(claim, a, b) known(x, otherwise)`.
        A claim compares two formulas with `> < >= <=`, `crosses above` or `crosses below`, and claims are joined with `and`, `or` and `not`. An
        indicator that is computed from a number takes it as its first argument: `sma(20)` is of the close, `sma(volume, 20)` of the volume,
        `ema(rsi(14), 9)` of the RSI. Arguments may be named: `bollinger(20, 2, convention=sample)`. Crossing above: above now, and on the bar
        before at or below. Numbers that agree to 10 digits are equal in a comparison, and their difference is 0 if they agree to 13.

        An indicator is empty (NaN) until it has seen the bars of its warm-up, and a number from then on, whatever the market does; where a
        quotient has nothing to divide by, its definition says what it is then. *Settled* is when it has forgotten what it was seeded with; a
        strategy is silent (HOLD) until all it reads has settled. Both are given for the default arguments, and 14 (or 2 for `k`) where there
        is no default. Each indicator costs the same for every bar, however long it is, unless its definition says otherwise.

        What comes from book, trades, ticker and outside signals is empty while it is not known. A number over 0 is empty too, and so are the
        logarithm of what is not above 0 and the root of what is below; a bar on which a source is empty is none of its bars. A formula is
        empty while any part of it is, be it the branch not taken; `known` alone looks past that. A comparison with an empty number does not
        hold, and neither does its `not`. Nothing is entered while its strength, confidence, stop or target is empty.

        Where a definition names TA-Lib, values are equal to TA-Lib's to 9 digits, except where TA-Lib divides one rounding error by
        another. `supertrend` follows freqtrade and not most charts (plain mean of the true range). `adx`, `kama`, `psar` begin as TA-Lib's do;
        ta4j's recursive means begin with the first value and agree once that is forgotten.
        """;

    private LibraryPage() {
    }

    static String text() {
        final StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("\n## Indicators\n\n| indicator | is | outputs | definition | first value | settled |\n| --- | --- | --- | --- | --- | --- |\n");
        for (final IndicatorType type : IndicatorCatalog.types()) {
            final Indicator indicator = new IndicatorGraph().indicator(example(type));
            row(page, "`" + type.signature() + "`", type.summary(), String.join(", ", type.outputs()), type.definition(),
                Integer.toString(indicator.warmupBars()), Integer.toString(indicator.settledBars()));
        }
        page.append("\n## Strategies\n\nParameters stand with their defaults; in brackets, what else they may be. A strategy of type `rule` is"
            + " written in the registry itself:\n\n```yaml\nstrategies:\n  - id: my-cross\n    type: rule\n    timeframe: 1h\n    parameters:\n"
            + "      long: close crosses above sma(50) and adx(14) > 25\n      flat: rsi(14) > 80 or close < sma(50)\n"
            + "      long_stop: close - 2*atr(14)\n```\n\n| strategy | parameters | rules | speaks after | source |\n| --- | --- | --- | --- | --- |\n");
        for (final StrategyType type : StrategyCatalog.types()) {
            row(page, "`" + type.name() + "`", type.parameters().stream().map(LibraryPage::parameter).collect(Collectors.joining("<br>")),
                type.rules().strip().replace("\n", "<br>"), "rule".equals(type.name()) ? "" : warmup(type), type.source());
        }
        return page.toString();
    }

    private static String parameter(final Parameter parameter) {
        return "`" + parameter.asGiven() + "` (" + parameter.allowed() + "): " + parameter.doc();
    }

    private static String warmup(final StrategyType type) {
        final long hourNs = 3_600_000_000_000L;
        final StrategySpec spec = new StrategySpec("x", type.name(), "", hourNs, 0, Map.of(), true, 0);
        return new StrategyShard(List.of(spec), 0, 1, 1, symbol -> 0, instrument -> 0.001, StrategyTimer.NONE).warmupBars(0) + " bars";
    }

    private static String example(final IndicatorType type) {
        final String arguments = type.parameters().stream().filter(parameter -> parameter.defaultValue().isEmpty())
            .map(parameter -> switch (parameter.name()) {
                case "q", "share" -> "0.01";
                case "k" -> "2";
                default -> "14";
            }).collect(Collectors.joining(","));
        return type.name() + "(" + arguments + ")";
    }

    private static void row(final StringBuilder page, final String... cells) {
        for (final String cell : cells) {
            page.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        page.append("|\n");
    }
}
