package io.ringmaster.inference.contract;

import java.util.Arrays;
import java.util.Locale;

/** Where a feature's value comes from. In the contract it is two texts: its kind and what of it, such as {@code formula} and {@code rsi(14)}. */
public sealed interface Source {

    /** A formula of indicators, as of the close of the last bar of the contract's timeframe. */
    record Formula(String of) implements Source { }

    record Account(AccountField field) implements Source {

        @Override
        public String of() {
            return word(field);
        }
    }

    record Market(MarketField field) implements Source {

        @Override
        public String of() {
            return word(field);
        }
    }

    record Tally(TallyField field) implements Source {

        @Override
        public String of() {
            return word(field);
        }
    }

    /** One number of what a strategy says. */
    record Signal(String strategy, SignalPart part) implements Source {

        @Override
        public String of() {
            return strategy + "." + part.word();
        }
    }

    /** An expert's weight, in [0, 1]. */
    record Weight(String of) implements Source { }

    /** What of its kind. */
    String of();

    /** Its kind, as it is written. */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The strategy it belongs to; empty if none. */
    default String strategyId() {
        return switch (this) {
            case Signal(final String strategy, final SignalPart _) -> strategy;
            case Weight(final String strategy) -> strategy;
            default -> "";
        };
    }

    /** The source of a kind and what of it; throws IllegalArgumentException with the reason if there is none. */
    static Source parse(final String kind, final String of) {
        return switch (kind) {
            case "formula" -> new Formula(of);
            case "account" -> new Account(field(AccountField.class, kind, of));
            case "market" -> new Market(field(MarketField.class, kind, of));
            case "tally" -> new Tally(field(TallyField.class, kind, of));
            case "weight" -> new Weight(of);
            case "signal" -> {
                final int dot = of.lastIndexOf('.');
                if (dot < 1) {
                    throw new IllegalArgumentException("a signal is written as strategy.part, not '" + of + "'");
                }
                yield new Signal(of.substring(0, dot), field(SignalPart.class, kind, of.substring(dot + 1)));
            }
            default -> throw new IllegalArgumentException(
                "there is no source '" + kind + "'; sources are account, formula, market, signal, tally and weight");
        };
    }

    private static <E extends Enum<E>> E field(final Class<E> type, final String kind, final String word) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> word(each).equals(word)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("there is no " + kind + " '" + word + "'; there are "
                + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Source::word).toList())));
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
