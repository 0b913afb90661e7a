package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.pipeline.replay.explain.DecisionCard.Heard;
import io.ringmaster.schema.ExpertWeightsDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.RecommendationDecoder;
import io.ringmaster.schema.RecommendationsDecoder;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.StrategyStateDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/**
 * What the strategies of one configuration say now, and what they said at the last decision on their instrument. Its size depends on the number of
 * strategies, not on that of the records.
 */
final class RecordedWords {

    private final Roster roster;
    private final Slot[] slots;
    /** By instrument, the number of its decisions so far. */
    private final int[] decisions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final StrategyStateDecoder state = new StrategyStateDecoder();
    private final RecommendationDecoder single = new RecommendationDecoder();
    private final RecommendationsDecoder several = new RecommendationsDecoder();
    private final ExpertWeightsDecoder weights = new ExpertWeightsDecoder();

    private static final class Slot {

        private Word now = Word.NONE;
        private Word atDecision = Word.NONE;
        /** Number of decisions when {@link #atDecision} was kept. */
        private int kept;
    }

    /** A strategy and what it is sorted by. */
    private record Ranked(Heard heard, double rank) {
    }

    RecordedWords(final Roster roster) {
        this.roster = roster;
        decisions = new int[roster.instruments()];
        slots = new Slot[roster.strategies()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot();
        }
    }

    /** Takes any output; those that are not about strategies change nothing. */
    void onOutput(final DirectBuffer buffer, final int offset, final int templateId) {
        switch (templateId) {
            case StrategyStateDecoder.TEMPLATE_ID -> onState(state.wrapAndApplyHeader(buffer, offset, header));
            case RecommendationDecoder.TEMPLATE_ID -> {
                single.wrapAndApplyHeader(buffer, offset, header);
                says(single.strategyIndex(), single.signal(), single.strength(), single.confidence(), single.causeSequence(), single.timeNs());
            }
            case RecommendationsDecoder.TEMPLATE_ID -> onRecommendations(several.wrapAndApplyHeader(buffer, offset, header));
            case ExpertWeightsDecoder.TEMPLATE_ID -> {
                weights.wrapAndApplyHeader(buffer, offset, header);
                for (final ExpertWeightsDecoder.WeightsDecoder each : weights.weights()) {
                    final double weight = each.weight();
                    change(each.strategyIndex(), word -> word.weighing(weight));
                }
            }
            default -> {
                // It is about something else.
            }
        }
    }

    private void onRecommendations(final RecommendationsDecoder list) {
        final long sequence = list.causeSequence();
        final long timeNs = list.timeNs();
        for (final RecommendationsDecoder.PlainDecoder each : list.plain()) {
            final int index = each.strategyIndex();
            final Signal signal = each.signal();
            final double grade = signal == Signal.HOLD ? 0 : 1;
            says(index, signal, grade, grade, sequence, timeNs);
        }
        for (final RecommendationsDecoder.GradedDecoder each : list.graded()) {
            says(each.strategyIndex(), each.signal(), each.strength(), each.confidence(), sequence, timeNs);
        }
    }

    /** For experts a HOLD changes nothing, and neither does what a strategy says that is not active. */
    private void says(final int index, final Signal signal, final double strength, final double confidence, final long sequence, final long timeNs) {
        if (!roster.weighsExperts() || signal != Signal.HOLD) {
            change(index, word -> word.says(signal, strength, confidence, sequence, timeNs));
        }
    }

    /** An expert that is not active any more wants to be flat. */
    private void onState(final StrategyStateDecoder changed) {
        final boolean isActive = changed.condition() == StrategyCondition.ACTIVE;
        final long sequence = changed.causeSequence();
        final long timeNs = changed.timeNs();
        change(changed.strategyIndex(), word -> {
            final boolean leaves = roster.weighsExperts() && !isActive && word.signal() != Signal.HOLD;
            return (leaves ? word.says(Signal.FLAT, 0, 0, sequence, timeNs) : word).active(isActive);
        });
    }

    private void change(final int index, final UnaryOperator<Word> how) {
        if (!roster.knows(index)) {
            return;
        }
        final Slot slot = slots[index];
        final int made = decisions[roster.instrumentId(index)];
        if (slot.kept != made) {
            slot.kept = made;
            slot.atDecision = slot.now;
        }
        slot.now = how.apply(slot.now);
    }

    /** A decision on an instrument: what its strategies say now is kept until the next one. */
    void onDecision(final int instrumentId) {
        if (instrumentId < decisions.length) {
            decisions[instrumentId]++;
        }
    }

    /** The strategies that counted at the last decision on an instrument, the heaviest first. */
    List<Heard> heard(final int instrumentId, final long timeNs) {
        final List<Ranked> ranked = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            final Word word = slots[i].kept == decisions[roster.instrumentId(i)] ? slots[i].atDecision : slots[i].now;
            if (roster.instrumentId(i) == instrumentId && roster.counts(i, word, timeNs)) {
                final double weight = roster.weighsExperts() ? word.weight() : roster.weight(i);
                ranked.add(new Ranked(
                    new Heard(
                        roster.name(i), word.signal(), word.strength(), word.confidence(), weight, word.sinceSequence(), word.sinceNs()),
                    weight * (roster.weighsExperts() ? word.strength() : word.confidence())));
            }
        }
        return ranked.stream().sorted(Comparator.comparingDouble(Ranked::rank).reversed()).map(Ranked::heard).toList();
    }
}
