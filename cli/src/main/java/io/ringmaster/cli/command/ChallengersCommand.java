package io.ringmaster.cli.command;

import io.ringmaster.cli.session.StandingTable;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.replay.RecomputedStandings;
import io.ringmaster.pipeline.replay.RecordedStandings;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code challengers}: where the policies stand that decided beside the one that traded. */
@Command(
    name = "challengers",
    description = {
        "Shows where the challengers of a session stand: what each earned by its virtual account, beside the account of the main policy over the same"
            + " time with the same costs. docs/models.md has the rules.",
        "A challenger begins with an account of 0 each time the session starts, and has one row for each."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster challengers journals/first", "  ./ringmaster challengers journals/first --recompute --json"})
public final class ChallengersCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "directory of a session")
    private Path directory;

    @Option(names = "--recompute",
        description = "compute it again from the inputs of the session, as if no decision had been missed and the session never been restarted")
    private boolean recomputes;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        final SessionDirectory session = new SessionDirectory(directory);
        session.requireSession();
        final List<Standing> standings = recomputes ? recomputed(session) : RecordedStandings.read(session);
        if (json) {
            new JsonLine().putList("challengers", standings, StandingTable::put).print(System.out);
        } else if (standings.isEmpty()) {
            System.out.println("  no challenger has decided in this session; policy.challengers names them");
        } else {
            StandingTable.print(standings, System.out);
        }
    }

    private static List<Standing> recomputed(final SessionDirectory session) {
        final Settings settings = Settings.firstOf(session);
        return RecomputedStandings.of(settings.recorded(session, settings.topology().on(1)));
    }
}
