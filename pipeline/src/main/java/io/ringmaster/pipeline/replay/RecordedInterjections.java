package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.schema.CommandDecoder;
import io.ringmaster.schema.JournalHealthDecoder;
import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.concurrent.UnsafeBuffer;

/** The recorded interjections of a session that is resumed: publishes them again at the same places. */
public final class RecordedInterjections implements Interjections {

    private final Engine engine;
    private final Queue<Recorded> recorded = new ArrayDeque<>();

    private record Recorded(long sequence, UnsafeBuffer message) {
    }

    /** @param input the existing journal, before the first new record */
    public RecordedInterjections(final Path input, final Engine engine) {
        this.engine = engine;
        try (JournalReader reader = JournalReader.open(input)) {
            while (reader.next()) {
                if (isInterjection(InputMessage.templateId(reader.buffer(), reader.offset()))) {
                    final byte[] copy = new byte[reader.length()];
                    reader.buffer().getBytes(reader.offset(), copy);
                    recorded.add(new Recorded(reader.sequence(), new UnsafeBuffer(copy)));
                }
            }
        }
    }

    private static boolean isInterjection(final int templateId) {
        return switch (templateId) {
            case JournalHealthDecoder.TEMPLATE_ID, WatchdogVerdictDecoder.TEMPLATE_ID, CommandDecoder.TEMPLATE_ID,
                OutsideSignalDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    @Override
    public void publishDue(final long timeNs) {
        while (!recorded.isEmpty() && recorded.peek().sequence == engine.lastSequence() + 1) {
            final UnsafeBuffer message = recorded.remove().message;
            engine.onInput(message, 0, message.capacity());
        }
    }
}
