package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The documentation matches the program. */
class DocumentationTest {

    private static final String REGENERATE =
        "mvn test -pl cli -am -Dtest=DocumentationTest -Dsurefire.failIfNoSpecifiedTests=false -Dregenerate=true";

    @Test
    void shouldListEverySettingInConfigurationMd() throws IOException {
        final String page = "# Configuration\n\n"
            + "A test generates this page from the code. It lists every key with its default and its allowed values. You can also set a key on the\n"
            + "command line (`--set risk.maxOrderQty=0.5`) or in the environment (`RINGMASTER_RISK_MAX_ORDER_QTY=0.5`). Durations are written as\n"
            + "`250ms`, `30s`, `15m`, `4h`, `7d`.\n\n"
            + Configuration.document(Settings.class);
        assertCurrent("docs/configuration.md", page);
    }

    /** The rest of the page is written by hand. */
    @Test
    void shouldListEveryKeyOfExpertsInExpertsMd() throws IOException {
        final String table = Configuration.document(PolicyCommand.Keys.class);
        final String page = Files.readString(Cli.root().resolve("docs/experts.md"));
        assertTrue(page.contains(table), () -> "the table of keys in docs/experts.md is out of date; it should be:\n" + table);
    }

    @Test
    void shouldListEveryIndicatorAndStrategyInLibraryMd() throws IOException {
        assertCurrent("docs/library.md", LibraryPage.text());
    }

    @Test
    void shouldListEveryFaultInFaultsMd() throws IOException {
        final StringBuilder page = new StringBuilder("# Faults of the simulated venue\n\n"
            + "A test generates this page from the code. `./ringmaster sim serve --faults FILE` reads a file with"
            + " these keys and injects the faults.\n\n"
            + Configuration.document(FaultSchedule.Settings.class) + "\n| fault | what happens |\n| --- | --- |\n");
        for (final Fault fault : Fault.values()) {
            page.append("| `").append(fault.name().toLowerCase(Locale.ROOT)).append("` | ").append(fault.doc()).append(" |\n");
        }
        assertCurrent("docs/faults.md", page.toString());
    }

    @Test
    void shouldLinkOnlyToFilesThatExist() throws IOException {
        final Path readme = Cli.root().resolve("README.md");
        final Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(readme));
        int links = 0;
        while (link.find()) {
            links++;
            assertTrue(Files.exists(Cli.root().resolve(link.group(1))), "README.md links to " + link.group(1));
        }
        assertTrue(links > 5, "links=" + links);
    }

    /** Regenerating skips rather than passes: a page must be looked at before it is believed. */
    private static void assertCurrent(final String name, final String page) throws IOException {
        final Path file = Cli.root().resolve(name);
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(file, page);
            Assumptions.abort("wrote " + file);
        }
        assertEquals(page, Files.readString(file), name + " is out of date; make it again: " + REGENERATE);
    }
}
