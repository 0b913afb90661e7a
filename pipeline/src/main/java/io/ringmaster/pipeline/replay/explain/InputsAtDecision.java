package io.ringmaster.pipeline.replay.explain;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.CommandDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The market and the operator's commands at some decisions, from the inputs of a session. */
final class InputsAtDecision {

    private static final Facts NOTHING = new Facts(0, 0, null);

    private final MarketState markets;
    private final MarketView view = new MarketView();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private boolean isPaused;
    private boolean isClosing;
    private boolean isKilled;

    /**
     * What holds at a decision.
     *
     * @param bidPriceE8 0, as {@code askPriceE8}, unless there is a book that may be read
     * @param stopped    how a person keeps it from trading, to follow "the session is"; null if nobody does
     */
    record Facts(long bidPriceE8, long askPriceE8, String stopped) {
    }

    private InputsAtDecision(final int instruments) {
        markets = new MarketState(instruments);
    }

    /** Reads the inputs up to the last of these decisions, and returns their cards. */
    static List<DecisionCard> finish(final SessionDirectory session, final Collection<OpenCard> cards) {
        final Map<OpenCard, Facts> facts = new TreeMap<>(Comparator.comparingInt((OpenCard card) -> card.instrumentId));
        final int instruments = cards.stream().mapToInt(card -> Math.max(card.roster.instruments(), card.instrumentId + 1)).reduce(0, Math::max);
        final InputsAtDecision inputs = new InputsAtDecision(instruments);
        final List<OpenCard> ordered = cards.stream().sorted(Comparator.comparingLong(card -> card.sequence)).toList();
        if (Files.isDirectory(session.input())) {
            try (JournalReader reader = JournalReader.open(session.input())) {
                inputs.read(reader, ordered.iterator(), facts);
            }
        }
        final List<DecisionCard> finished = new ArrayList<>();
        cards.forEach(card -> finished.add(card.finish(facts.getOrDefault(card, NOTHING))));
        return finished;
    }

    private void read(final JournalReader reader, final Iterator<OpenCard> cards, final Map<OpenCard, Facts> facts) {
        OpenCard card = cards.hasNext() ? cards.next() : null;
        while (card != null && reader.next()) {
            take(reader);
            while (card != null && reader.sequence() >= card.sequence) {
                facts.put(card, at(card.instrumentId));
                card = cards.hasNext() ? cards.next() : null;
            }
        }
    }

    private void take(final JournalReader reader) {
        final int templateId = InputMessage.templateId(reader.buffer(), reader.offset());
        if (templateId == CommandDecoder.TEMPLATE_ID) {
            onCommand(command.wrapAndApplyHeader(reader.buffer(), reader.offset(), header));
        } else {
            markets.onInput(reader.buffer(), reader.offset(), templateId, view);
        }
    }

    private void onCommand(final CommandDecoder given) {
        switch (given.kind()) {
            case PAUSE -> isPaused = true;
            case RESUME -> {
                isPaused = false;
                isClosing = false;
            }
            case CLOSE_ALL -> isClosing = true;
            case KILL -> isKilled = true;
            case RESET_LATCH -> isKilled = false;
            case ARM, OBSERVE, STAND_DOWN, NULL_VAL -> {
                // The risk gate refuses what they forbid, and that is recorded.
            }
        }
    }

    private Facts at(final int instrumentId) {
        final MarketView market = markets.view(instrumentId);
        final boolean isReadable = market.bookState == BookState.VALID;
        return new Facts(
            isReadable ? market.bidPriceE8 : 0, isReadable ? market.askPriceE8 : 0,
            isKilled ? "killed" : isClosing ? "closing all positions" : isPaused ? "paused" : null);
    }
}
