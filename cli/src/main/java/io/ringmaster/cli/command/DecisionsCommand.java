package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.pipeline.replay.explain.DecisionCard;
import io.ringmaster.pipeline.replay.explain.RecordedDecisions;
import io.ringmaster.pipeline.replay.explain.RecordedDecisions.Until;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code decisions}: the decisions of a session. */
@Command(
    name = "decisions",
    description = "Explains the decisions of a session.",
    mixinStandardHelpOptions = true,
    subcommands = DecisionsCommand.OfExplain.class,
    footer = {"", "Example:", "  ./ringmaster decisions explain journals/first"})
public final class DecisionsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: explain.");
    }

    @Command(
        name = "explain",
        description = {
            "Shows a decision of a session, running or finished: the market, the votes, who was heard, what the policy wanted, what stood in the way,"
                + " which orders followed, and why none did.",
            "By default, it is the last decision on each instrument. docs/sessions.md explains the card."},
        mixinStandardHelpOptions = true,
        footer = {
            "", "Examples:",
            "  ./ringmaster decisions explain journals/first",
            "  ./ringmaster decisions explain journals/first --sequence 4711 --json",
            "  ./ringmaster decisions explain journals/first --at 2026-11-29T20:00:00Z --symbol PF_XBTUSD"})
    static final class OfExplain implements Runnable {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "directory of a session")
        private Path directory;

        @Option(names = "--sequence", paramLabel = "N", description = "the decision that input N caused; if there is none, the last one before it")
        private Long sequence;

        @Option(names = "--at", paramLabel = "TIME", description = "the last decision at or before this time, such as 2026-11-29T20:00:00Z")
        private String at;

        @Option(names = "--symbol", paramLabel = "S", description = "only decisions on this instrument")
        private String symbol;

        @Option(names = "--json", description = JsonLine.OPTION)
        private boolean json;

        @Override
        public void run() {
            if (sequence != null && at != null) {
                throw new ParameterException(spec.commandLine(), "Give --sequence or --at, not both.");
            }
            final SessionDirectory session = new SessionDirectory(directory);
            session.requireSession();
            final Until until = new Until(
                sequence == null ? Long.MAX_VALUE : inputOf(session), at == null ? Long.MAX_VALUE : JournalDumpCommand.timeNs("--at", at));
            requireSymbol(session);
            final RecordedDecisions recorded = RecordedDecisions.read(session, Settings.configurationsWithoutModels(session), until);
            final List<DecisionCard> cards = wanted(recorded.cards());
            if (cards.isEmpty()) {
                throw new InvalidInputException(none(recorded.firstDecision()));
            }
            if (json) {
                DecisionCardJson.of(cards).print(System.out);
            } else {
                print(cards);
            }
        }

        private long inputOf(final SessionDirectory session) {
            final JournalBeginning beginning = JournalBeginning.of(session.input());
            final long first = beginning == null ? 1 : beginning.afterSequence() + 1;
            try (JournalReader last = JournalReader.openAtEnd(session.input())) {
                final long end = last == null ? 0 : last.sequence();
                if (sequence < first || sequence > end) {
                    throw new InvalidInputException("--sequence " + sequence + " is not an input of " + directory
                        + (end < first ? ", which has none yet" : ": give one from " + first + " to " + end) + '.');
                }
            }
            return sequence;
        }

        private void requireSymbol(final SessionDirectory session) {
            final List<String> symbols = Settings.firstOf(session).instruments().stream().map(InstrumentDefinition::symbol).toList();
            if (symbol != null && !symbols.contains(symbol)) {
                throw new InvalidInputException("--symbol " + symbol + " is not an instrument of the session; its instruments are "
                    + String.join(", ", symbols) + '.');
            }
        }

        /** If the input that is asked for caused a decision, only its own decisions; the last one first. */
        private List<DecisionCard> wanted(final List<DecisionCard> cards) {
            final boolean isExact = sequence != null && cards.stream().anyMatch(card -> isWanted(card) && card.asked().sequence() == sequence);
            return cards.stream().filter(card -> isWanted(card) && (!isExact || card.asked().sequence() == sequence))
                .sorted(Comparator.comparingLong((DecisionCard card) -> card.asked().sequence()).reversed()).toList();
        }

        private boolean isWanted(final DecisionCard card) {
            return symbol == null || symbol.equals(card.asked().symbol());
        }

        private String none(final long first) {
            final String of = symbol == null ? "" : " on " + symbol;
            if (sequence == null && at == null) {
                return directory + " has no decision" + of + " yet. The policy decides after the warm-up, when a bar of a strategy closes.";
            }
            final String until = sequence == null ? "--at " + at : "--sequence " + sequence;
            return until + ": " + directory + " has no decision" + of + " up to there"
                + (first == 0 ? "." : "; the first one recorded was caused by input " + first + '.');
        }

        private void print(final List<DecisionCard> cards) {
            if (sequence != null && cards.getFirst().asked().sequence() != sequence) {
                System.out.println("Input " + sequence + " caused no decision. The last one before it:");
            }
            boolean isFirst = true;
            for (final DecisionCard card : cards) {
                if (!isFirst) {
                    System.out.println();
                }
                isFirst = false;
                new DecisionCardText(card).print(System.out);
            }
        }
    }
}
