package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.session.ControlSocket;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.schema.CommandDecoder;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.OrderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An operator's word to a session that trades over the wire, in a process of its own. */
@Execution(ExecutionMode.CONCURRENT)
class CtlCommandTest {

    private static final long LIMIT_NS = 300_000_000_000L;

    @TempDir
    private Path directory;
    private Process session;

    @AfterEach
    void end() throws InterruptedException {
        if (session != null) {
            session.destroyForcibly().waitFor();
        }
    }

    private Map<String, String> await(final Path journal, final Path output, final Predicate<Map<String, String>> condition) throws IOException {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (true) {
            final Cli.Result result = Cli.run("ctl", "status", journal.toString(), "--json");
            if (result.exitCode() == 0 && condition.test(result.json())) {
                return result.json();
            }
            assertTrue(session.isAlive() && System.nanoTime() < untilNs, result.out() + result.err() + Files.readString(output));
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Test
    void shouldKillASessionSoThatNothingMoreIsSentAndNothingIsLeft() throws IOException, InterruptedException {
        final Path journal = directory.resolve("s");
        final Path output = directory.resolve("output");
        session = Cli.start(output, "demo", "--wire", "--seconds", "600", "--speed", "10", "--journal", journal.toString());
        await(journal, output, status -> status.get("reconciled").equals("true") && !status.get("orders").equals("0"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal.resolve(ControlSocket.NAME))));
        assertEquals(ExitCode.BAD_INPUT, Cli.run("ctl", "unlatch", journal.toString()).exitCode());
        assertEquals(ExitCode.BAD_INPUT, Cli.run("ctl", "dance", journal.toString()).exitCode());

        assertEquals("{\"taken\":\"kill\"}", Cli.run("ctl", "kill", journal.toString()).out().strip());

        final Map<String, String> killed = await(journal, output,
            status -> status.get("latched").equals("true") && status.get("venue").contains(" 0 orders open"));
        assertTrue(killed.get("state").startsWith("KILLED: sends nothing but cancels until 'ctl unlatch --yes'"), killed.get("state"));
        assertEquals("true", killed.get("exitsBlocked"));
        final Cli.Result close = Cli.run("ctl", "close-all", journal.toString());
        final String note = "no order is sent while the session is killed: use 'ctl unlatch --yes' to let it close the position";
        assertEquals("{\"taken\":\"close-all\",\"note\":\"" + note + "\"}", close.out().strip());
        assertEquals("ringmaster: " + note, close.err().strip());
        final long later = Long.parseLong(killed.get("sequence")) + 2_000;
        final Map<String, String> after = await(journal, output, status -> Long.parseLong(status.get("sequence")) > later);
        assertEquals(killed.get("orders"), after.get("orders"));
        assertTrue(after.get("venue").contains(" 0 orders open"), after::toString);
        session.destroyForcibly().waitFor();
        assertEquals(0, ordersAfterTheKill(journal), "an order passed the gate after the event");
    }

    /** New orders and moves of stops that are in the output journal, caused by anything but what came before the kill. */
    private static int ordersAfterTheKill(final Path journal) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        long killSequence = Long.MAX_VALUE;
        try (JournalReader inputs = JournalReader.open(journal.resolve("input"))) {
            while (inputs.next()) {
                header.wrap(inputs.buffer(), inputs.offset());
                if (header.templateId() == CommandDecoder.TEMPLATE_ID
                    && new CommandDecoder().wrapAndApplyHeader(inputs.buffer(), inputs.offset(), header).kind() == CommandKind.KILL) {
                    killSequence = inputs.sequence();
                }
            }
        }
        assertTrue(killSequence < Long.MAX_VALUE, "the kill is in the journal");
        int orders = 0;
        try (JournalReader outputs = JournalReader.open(journal.resolve("output"))) {
            while (outputs.next()) {
                header.wrap(outputs.buffer(), outputs.offset());
                if (header.templateId() == OrderIntentDecoder.TEMPLATE_ID) {
                    final OrderIntentDecoder intent = new OrderIntentDecoder().wrapAndApplyHeader(outputs.buffer(), outputs.offset(), header);
                    final boolean isNew = intent.kind() == OrderKind.NEW || intent.kind() == OrderKind.AMEND;
                    orders += isNew && intent.causeSequence() >= killSequence ? 1 : 0;
                }
            }
        }
        return orders;
    }

    @Test
    void shouldAskForTheFileOfAReconfiguration() {
        final Cli.Result result = Cli.run("ctl", "reconfigure", directory.toString());

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.err().contains("give the configuration file: ctl reconfigure DIR FILE"), result.err());
    }

    @Test
    void shouldSayThatNobodyListens() {
        final Cli.Result result = Cli.run("ctl", "status", directory.toString());

        assertEquals(ExitCode.BAD_INPUT, result.exitCode());
        assertTrue(result.err().contains("no session listens at " + directory.resolve(ControlSocket.NAME)), result.err());
    }
}
