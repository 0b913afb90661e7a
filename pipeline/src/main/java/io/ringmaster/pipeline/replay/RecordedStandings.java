package io.ringmaster.pipeline.replay;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.schema.ChallengerStandingDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads where the challengers of a session stood: the last record of each of their accounts. An account begins anew with each start of a challenger. */
public final class RecordedStandings {

    private RecordedStandings() {
    }

    /** By the name of the challenger, then by the time at which its account began; empty if there never was a challenger. */
    public static List<Standing> read(final SessionDirectory session) {
        final List<Standing> all = new ArrayList<>();
        for (final Path journal : journals(session)) {
            read(journal, all);
        }
        return all;
    }

    private static List<Path> journals(final SessionDirectory session) {
        if (!Files.isDirectory(session.challengers())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(session.challengers())) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (final IOException e) {
            throw new InvalidInputException("cannot list " + session.challengers() + ": " + IoReason.of(e), e);
        }
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
