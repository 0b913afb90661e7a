package io.ringmaster.cli.command;

import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.strategies.StrategyTimer;
import io.ringmaster.strategies.StrategyType;
import io.ringmaster.strategies.formula.Parameter;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.catalog.IndicatorCatalog;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.strategies.indicator.type.IndicatorType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the page about indicators and strategies from their catalogs. */
final class LibraryPage {

    private static final String INTRODUCTION = """
        # Indicators and strategies

        A test generates this page from the code.

        ## Formulas

        A formula combines prices (`open high low close volume hl2 hlc3 ohlc4`), indicators, numbers, `+ - * /`, `[n]` (the value n bars ago)
        and the functions `abs sqrt log exp sign floor min max clip(x, low, high) ratio(a, b, otherwise) if(claim, a, b) known(x, otherwise)`.
        A *claim* is true or false. It compares two formulas with `> < >= <=`, `crosses above` or `crosses below`; `and`, `or` and `not` combine
        claims. `a crosses above b` holds if a is above b now and was at or below b on the previous bar.

        Many indicators take a source as their first argument: `sma(20)` averages the close, `sma(volume, 20)` the volume and
        `ema(rsi(14), 9)` the RSI. You can name arguments: `bollinger(20, 2, convention=sample)`. Two numbers that agree to 10 digits are
        equal in a comparison. If they agree to 13 digits, their difference is 0.

        ## Empty values

        An indicator is empty (NaN) until it has seen the bars of its warm-up; the column *first value* gives their number. After that it always
        has a value: its definition names the result where a divisor is 0. The column *settled* gives the bar on which the start values no
        longer matter. A strategy recommends HOLD until everything it reads has settled. Both columns are for the default arguments; an argument
        without a default is 14, or 2 for `k`. Computing an indicator takes the same time for every length, unless its definition names a cost.

        Values from the book, trades, ticker and outside signals are empty while they are unknown. Division by 0, the logarithm of a number that
        is not positive and the square root of a negative number are empty too. Bars with missing input are skipped: an indicator whose
        source is empty on a bar does not count that bar. A formula is empty while any part of it is empty, including the branch not selected by
        `if`; only `known` replaces an empty value. A comparison with an empty value does not hold, and neither does its `not`. A strategy
        makes no entry while the strength, confidence, stop or target of the entry is empty.

        ## Conventions

        If a definition names TA-Lib, the values equal TA-Lib's to 9 digits, except where TA-Lib divides one rounding error by another.
        `supertrend` follows freqtrade (plain mean of the true range), unlike most charts. `adx`, `kama` and `psar` start as in TA-Lib. The
        recursive means of ta4j start with the first value; they agree with these once the start value no longer matters.

        In the column *source*, "reference" is the specification that these strategies were written from. It is not part of this repository;
        the rules in the table are complete without it. A parameter that was *searched in* a range was tuned within it there; *as published*
        means that it was not tuned.
        """;

    private LibraryPage() {
    }

    static String text() {
        final StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("\n## Indicators\n\n| indicator | meaning | outputs | definition | first value | settled |\n"
            + "| --- | --- | --- | --- | --- | --- |\n");
        for (final IndicatorType type : IndicatorCatalog.types()) {
            final Indicator indicator = new IndicatorGraph().indicator(example(type));
            row(page, "`" + type.signature() + "`", type.summary(), String.join(", ", type.outputs()), type.definition(),
                Integer.toString(indicator.warmupBars()), Integer.toString(indicator.settledBars()));
        }
        page.append("\n## Strategies\n\nEach parameter is shown with its default; the brackets contain the allowed values. You write"
            + " the rules of a strategy of type\n`rule` in the configuration or in the registry file:\n\n"
            + "```yaml\nstrategies:\n  - id: my-cross\n    type: rule\n    timeframe: 1h\n    parameters:\n"
            + "      long: close crosses above sma(50) and adx(14) > 25\n      flat: rsi(14) > 80 or close < sma(50)\n"
            + "      long_stop: close - 2*atr(14)\n```\n\n"
            + "| strategy | parameters | rules | first signal after | source |\n| --- | --- | --- | --- | --- |\n");
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
        final StrategySpec spec = StrategySpec.of("x", type.name(), hourNs, Map.of());
        return new StrategyShard(
            List.of(spec), StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, StrategyCatalog::create)
            .warmupBars(0) + " bars";
    }

    private static String example(final IndicatorType type) {
        final String arguments = type.parameters().stream().filter(Parameter::isNeeded)
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
