package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.SessionResumeDecoder;
import java.util.ArrayList;
import java.util.List;

/** The builds that ran a session, from its input journal. */
public final class RecordedBuilds {

    private RecordedBuilds() {
    }

    /**
     * The run of one build.
     *
     * @param from  the first event it published
     * @param build version and commit
     */
    public record Run(long from, String build) {
    }

    /** In order; a build that ran several times in a row appears once. */
    public static List<Run> of(final SessionDirectory session) {
        final List<Run> runs = new ArrayList<>();
        final RecordedStart start = RecordedStart.of(session);
        if (start != null) {
            runs.add(new Run(1, start.build()));
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final SessionResumeDecoder resume = new SessionResumeDecoder();
        final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
        try (JournalReader reader = JournalReader.open(session.input())) {
            while (reader.next()) {
                final int templateId = InputMessage.templateId(reader.buffer(), reader.offset());
                if (templateId == SessionResumeDecoder.TEMPLATE_ID) {
                    add(runs, reader.sequence(), resume.wrapAndApplyHeader(reader.buffer(), reader.offset(), header).build());
                } else if (templateId == ReconfiguredDecoder.TEMPLATE_ID) {
                    reconfigured.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                    reconfigured.skipConfigSha256();
                    add(runs, reader.sequence(), reconfigured.build());
                }
            }
        }
        return List.copyOf(runs);
    }

    private static void add(final List<Run> runs, final long sequence, final String build) {
        if (runs.isEmpty() || !runs.getLast().build().equals(build)) {
            runs.add(new Run(sequence, build));
        }
    }
}
