package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalBeginning;
import io.ringmaster.journal.JournalDump;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.journal.MessageFields;
import io.ringmaster.journal.MessageText;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal dump}: prints the records of a journal as text. */
@Command(
    name = "dump",
    description = {
        "Prints the records of a session or of one journal as text, one per line: sequence, time (UTC), message, fields.",
        "Numbers are decimal, times are UTC, reasons are names. With --json, each line is a JSON object.",
        "--raw prints every record in its encoded form, with the chain value, for bug reports."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster journal dump journals/first/output --type Decision,OrderIntent,RiskVerdict",
        "  ./ringmaster journal dump journals/first --from 2026-11-29T20:00:00Z --to 2026-11-29T20:05:00Z --json"})
final class JournalDumpCommand implements Runnable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int CHECKED_EVERY = 1_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** Outputs have greater template ids; in them, the sequence of the input that caused them comes before the time. */
    private static final int LAST_INPUT = 100;
    private static final String STRATEGY_INDEX = "strategyIndex";
    private static final String STRATEGY = "strategy";
    private static final String INSTRUMENT_ID = "instrumentId";

    @Parameters(paramLabel = "DIR", description = "directory of a session, or of one journal")
    private Path directory;

    @Option(names = "--from", paramLabel = "TIME", description = "only records at or after this time, such as 2026-11-29T20:00:00Z")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "only records before this time")
    private String to;

    @Option(names = "--type", paramLabel = "NAME", split = ",", description = "only these messages, such as Decision,OrderIntent")
    private List<String> types = List.of();

    @Option(names = "--strategy", paramLabel = "ID", description = "only records about this strategy, by its id in any configuration of the session")
    private String strategy;

    @Option(names = "--json", description = "one JSON object per line")
    private boolean json;

    @Option(names = "--raw", description = "every record in its encoded form; no other option is allowed")
    private boolean raw;

    private RecordNames names;
    private long printed;

    @Override
    public void run() {
        final List<Path> journals = JournalCommand.journalsIn(directory);
        journals.forEach(JournalDumpCommand::printBeginning);
        if (raw) {
            journals.forEach(journal -> JournalDump.print(journal, System.out));
            return;
        }
        final long fromNs = from == null ? Long.MIN_VALUE : timeNs("--from", from);
        final long toNs = to == null ? Long.MAX_VALUE : timeNs("--to", to);
        final Set<String> wanted = types.stream().map(JournalDumpCommand::known).collect(Collectors.toSet());
        names = RecordNames.of(directory);
        if (strategy != null && !names.strategies().contains(strategy)) {
            throw new InvalidInputException("--strategy " + strategy + " is in no configuration of the session; its strategies are "
                + String.join(", ", names.strategies()));
        }
        // System.out flushes after every line, which is slow for a long journal.
        final PrintStream out = new PrintStream(new BufferedOutputStream(System.out, BUFFER_BYTES), false, StandardCharsets.UTF_8);
        try {
            journals.forEach(journal -> print(journal, fromNs, toNs, wanted, out));
        } finally {
            out.flush();
        }
    }

    /** Writes to standard error, because other programs read the records on standard output. */
    private static void printBeginning(final Path journal) {
        final JournalBeginning beginning = JournalBeginning.of(journal);
        if (beginning != null) {
            System.err.println("ringmaster: note: " + journal + " " + beginning.inWords());
        }
    }

    /** @throws InvalidInputException if the text is not a time */
    static long timeNs(final String option, final String text) {
        try {
            final Instant time = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NS_PER_SECOND), time.getNano());
        } catch (final DateTimeParseException | ArithmeticException e) {
            throw new InvalidInputException(option + " is not a time: " + text + ". Write it in UTC, such as 2026-11-29T20:00:00Z.", e);
        }
    }

    /** The message of this name, in any case. */
    private static String known(final String type) {
        return MessageText.names().stream().filter(type::equalsIgnoreCase).findFirst().orElseThrow(() -> new InvalidInputException(
            "--type " + type + " is not a message; the messages are " + String.join(", ", MessageText.names())));
    }

    private void print(final Path journal, final long fromNs, final long toNs, final Set<String> wanted, final PrintStream out) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final String kind = journal.getFileName().toString();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next() && !isOutputOver()) {
                final int templateId = header.wrap(reader.buffer(), reader.offset()).templateId();
                final String type = MessageText.nameOf(templateId);
                final int timeAt = reader.offset() + MessageHeaderDecoder.ENCODED_LENGTH + (templateId > LAST_INPUT ? Long.BYTES : 0);
                final long timeNs = reader.buffer().getLong(timeAt, ByteOrder.LITTLE_ENDIAN);
                if (timeNs >= fromNs && timeNs < toNs && (wanted.isEmpty() || wanted.contains(type))) {
                    // An output belongs to the same configuration as the input that caused it.
                    final long input = templateId > LAST_INPUT ? InputMessage.causeSequence(reader.buffer(), reader.offset()) : reader.sequence();
                    final Map<String, Object> fields = named(MessageFields.of(reader.buffer(), reader.offset(), reader.length()), input);
                    if (isAboutWanted(fields)) {
                        print(kind, reader, type, fields, out);
                        printed++;
                    }
                }
            }
        }
    }

    /** Whether a record is about the wanted strategy. Of a list of strategies, only the wanted one stays. */
    private boolean isAboutWanted(final Map<String, Object> fields) {
        if (strategy == null || strategy.equals(fields.get(STRATEGY))) {
            return true;
        }
        boolean isListed = false;
        for (final Object value : fields.values()) {
            if (value instanceof final List<?> rows) {
                rows.removeIf(row -> !(row instanceof final Map<?, ?> each) || !strategy.equals(each.get(STRATEGY)));
                isListed |= !rows.isEmpty();
            }
        }
        return isListed;
    }

    /** The caller gets the reason from System.out. */
    private boolean isOutputOver() {
        return printed % CHECKED_EVERY == CHECKED_EVERY - 1 && System.out.checkError();
    }

    private Map<String, Object> named(final Map<String, Object> fields, final long input) {
        final Map<String, Object> named = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            switch (name) {
                case INSTRUMENT_ID -> putUnlessNone(named, "instrument", value, names::symbol);
                case STRATEGY_INDEX, "stopStrategyIndex", "targetStrategyIndex" ->
                    putUnlessNone(named, name.substring(0, name.length() - "Index".length()), value, index -> names.strategy(input, index));
                default -> named.put(name, value instanceof final List<?> rows ? named(rows, input) : value);
            }
        });
        return named;
    }

    private List<Object> named(final List<?> rows, final long input) {
        final List<Object> named = new ArrayList<>();
        for (final Object row : rows) {
            named.add(row instanceof final Map<?, ?> fields ? named(byName(fields), input) : row);
        }
        return named;
    }

    private static Map<String, Object> byName(final Map<?, ?> fields) {
        final Map<String, Object> byName = new LinkedHashMap<>();
        fields.forEach((name, value) -> byName.put(name.toString(), value));
        return byName;
    }

    /** -1 means none, or all. */
    private static void putUnlessNone(final Map<String, Object> named, final String name, final Object index, final IntFunction<String> nameOf) {
        final int i = Integer.parseInt(String.valueOf(index));
        if (i >= 0) {
            named.put(name, nameOf.apply(i));
        }
    }

    private void print(final String journal, final JournalReader reader, final String type, final Map<String, Object> fields, final PrintStream out) {
        final Object receivedTime = fields.remove("receiveTime");
        final Object time = receivedTime == null ? fields.remove("time") : receivedTime;
        if (json) {
            final JsonLine line = new JsonLine().put("journal", journal).put("sequence", reader.sequence()).put("time", String.valueOf(time))
                .put("type", type);
            fields.forEach(line::putAny);
            line.print(out);
        } else {
            final String text = fields.entrySet().stream().map(each -> each.getKey() + '=' + inWords(each.getValue()))
                .collect(Collectors.joining(" "));
            out.printf(Locale.ROOT, "%s %d %s [%s] %s%n", journal, reader.sequence(), time, type, text);
        }
    }

    private static String inWords(final Object value) {
        return switch (value) {
            case final String text when text.indexOf(' ') >= 0 -> '"' + text + '"';
            case final List<?> rows -> rows.stream().map(JournalDumpCommand::inWords).collect(Collectors.joining(", ", "[", "]"));
            case final Map<?, ?> row -> row.entrySet().stream().map(each -> each.getKey() + "=" + inWords(each.getValue()))
                .collect(Collectors.joining(" "));
            default -> value.toString();
        };
    }
}
