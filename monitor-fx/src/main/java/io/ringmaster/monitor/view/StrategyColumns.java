package io.ringmaster.monitor.view;

import io.ringmaster.monitor.view.kit.Ink;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Palette;
import io.ringmaster.monitor.view.kit.Signs;
import io.ringmaster.monitor.view.kit.TextColumn;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.schema.StrategyCondition;
import java.util.List;

/** The columns of the strategies. */
final class StrategyColumns {

    /** The column that is named after what decides. */
    static final int WEIGHT = 8;

    private StrategyColumns() {
    }

    static List<TextColumn<StrategyRow>> all() {
        return List.of(
            TextColumn.text("Strategy", 170, StrategyRow::id),
            TextColumn.text("Type", 130, StrategyRow::type).ink(row -> Ink.MUTED),
            TextColumn.number("Frame", 58, StrategyRow::timeframeNs, StrategyRow::timeframe).ink(row -> Ink.MUTED),
            TextColumn.text("Instrument", 96, StrategyRow::symbol).ink(row -> Ink.MUTED),
            TextColumn.text("Signal", 82, (StrategyRow row) -> Signs.of(row.signal())).ink(row -> Signs.ink(row.signal())),
            TextColumn.real("Strength", 96, StrategyRow::strength, row -> Numbers.plain(row.strength(), 2)).bar(StrategyRow::strength),
            TextColumn.real("Confidence", 96, StrategyRow::confidence, row -> Numbers.plain(row.confidence(), 2)).bar(StrategyRow::confidence),
            TextColumn.number("Changed", 86, StrategyRow::ageNs, StrategyColumns::age),
            TextColumn.real("Weight", 74, StrategyRow::weight, StrategyColumns::weight),
            TextColumn.number("Position", 80, StrategyRow::positionE8, StrategyColumns::position)
                .ink(row -> Palette.ofSign(row.positionE8())),
            TextColumn.number("Net", 88, StrategyRow::netE8, (StrategyRow row) -> row.trades() == 0 ? Numbers.NONE : Numbers.signedMoney(row.netE8()))
                .ink(row -> row.trades() == 0 ? Ink.MUTED : Palette.ofSign(row.netE8())),
            TextColumn.number("Trades", 62, StrategyRow::trades, (StrategyRow row) -> Numbers.count(row.trades())),
            TextColumn.number("Fees", 76, StrategyRow::feesE8, (StrategyRow row) -> row.trades() == 0 ? Numbers.NONE : Numbers.money(row.feesE8())),
            TextColumn.text("Condition", 170, (StrategyRow row) -> condition(row.condition())).ink(row -> ink(row.condition())));
    }

    private static String position(final StrategyRow row) {
        return row.positionE8() == 0 ? Numbers.NONE : Numbers.signedOnStep(row.positionE8(), row.lotE8());
    }

    private static String age(final StrategyRow row) {
        return row.ageNs() == Long.MAX_VALUE ? Numbers.NONE : Times.duration(row.ageNs());
    }

    private static String weight(final StrategyRow row) {
        return row.isExpert() ? Numbers.plain(row.weight() * 100, 2) + " %" : Numbers.plain(row.weight(), 2);
    }

    /** What a strategy does, and why if it is not heard. */
    static String condition(final StrategyCondition condition) {
        return switch (condition) {
            case WARMING -> "◌ warming up";
            case ACTIVE -> "● active";
            case QUARANTINED_THREW -> "✕ quarantined: it failed";
            case QUARANTINED_NAN -> "✕ quarantined: not a number";
            case QUARANTINED_SLOW -> "✕ quarantined: too slow";
            case HELD_SLOW -> "! held: too slow";
            case NULL_VAL -> Numbers.NONE;
        };
    }

    private static Ink ink(final StrategyCondition condition) {
        return switch (condition) {
            case ACTIVE -> Ink.GOOD;
            case WARMING, NULL_VAL -> Ink.MUTED;
            case HELD_SLOW -> Ink.WARN;
            case QUARANTINED_THREW, QUARANTINED_NAN, QUARANTINED_SLOW -> Ink.BAD;
        };
    }
}
