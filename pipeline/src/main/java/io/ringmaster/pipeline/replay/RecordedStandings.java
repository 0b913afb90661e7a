package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.schema.ChallengerStandingDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads where the challengers of a session stood: the last record of each of their accounts. An account begins anew with each start of a challenger.
 */
public final class RecordedStandings {

    private RecordedStandings() {
    }

    /** By the name of the challenger, then by the time at which its account began; empty if there never was a challenger. */
    public static List<Standing> read(final SessionDirectory session) {
        final List<Standing> all = new ArrayList<>();
        ChallengerFiles.journals(session).forEach(journal -> read(journal, all));
        return all;
    }

    private static void read(final Path journal, final List<Standing> out) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final ChallengerStandingDecoder record = new ChallengerStandingDecoder();
        final String id = journal.getFileName().toString();
        try (JournalReader reader = JournalReader.open(journal)) {
            Standing last = null;
            while (reader.next()) {
                record.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                if (last != null && last.sinceNs() != record.sinceNs()) {
                    out.add(last);
                }
                last = Standing.of(id, record);
            }
            if (last != null) {
                out.add(last);
            }
        }
    }
}
