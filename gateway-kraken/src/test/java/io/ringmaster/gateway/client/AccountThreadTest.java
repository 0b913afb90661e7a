package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccountThreadTest {

    /** The session learns the time before each call, so that nothing it notes is older than it is. */
    @Test
    void shouldRunWhatComesBeforeEachPieceOfWork() {
        final List<String> done = new ArrayList<>();
        try (AccountThread thread = new AccountThread(alert -> { })) {
            thread.beforeWork(() -> done.add("clock"));
            thread.execute(() -> done.add("answer"));
            assertTrue(thread.offer(() -> done.add("intent")));
            assertEquals(List.of("clock", "answer", "clock", "intent"), thread.ask(() -> List.copyOf(done), List.of()));
        }
    }
}
