package io.ringmaster.journal;

import java.io.PrintStream;
import java.nio.file.Path;

/** Prints a journal, one record per line. */
public final class JournalDump {

    private static final int CHECKED_EVERY = 1_000;

    private JournalDump() {
    }

    /**
     * Prints every record: sequence, chain value and the message as text. Ends early if the output is closed, which {@link
     * PrintStream#checkError()} shows.
     *
     * @throws JournalDamagedException at the first damage, after everything before it was printed
     */
    public static void print(final Path journal, final PrintStream out) {
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                out.printf("%d %08x %s%n", reader.sequence(), reader.chain(),
                    MessageText.of(reader.buffer(), reader.offset(), reader.length()));
                if (reader.sequence() % CHECKED_EVERY == 0 && out.checkError()) {
                    return;
                }
            }
        }
    }
}
