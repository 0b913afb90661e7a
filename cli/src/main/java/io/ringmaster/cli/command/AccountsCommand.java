package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.replay.RecordedAccounts;
import io.ringmaster.pipeline.replay.RecordedAccounts.Account;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.units.FixedPoint;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accounts}: what each strategy of a session would have earned alone. */
@Command(
    name = "accounts",
    description = {
        "Shows what each strategy of a session would have earned alone: its virtual account, which follows its signal with a fixed notional, fees,"
            + " slippage and funding. Sorted by net profit, the highest first.",
        "Net is realised and unrealised profit, minus fees, plus funding. A position is valued at the instrument's last recorded mark, with the funding"
            + " up to the instrument's last virtual trade. Strategies that have not traded are left out. docs/accounts.md has the rules."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster accounts journals/first --top 10",
        "  ./ringmaster accounts journals/first --at 2026-11-29T20:00:00Z --json"})
public final class AccountsCommand implements Runnable {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int E8_PLACES = 8;
    private static final int LEAST_WIDTH = 8;
    private static final String ROW = "%-12s %8s %16s %12s %12s %14s %12s %12s %14s%n";

    @Parameters(paramLabel = "DIR", description = "directory of a session")
    private Path directory;

    @Option(names = "--at", paramLabel = "TIME", description = "as of this time, such as 2026-11-29T20:00:00Z (default: the end of the journal)")
    private String at;

    @Option(names = "--top", paramLabel = "N", description = "only the N accounts with the highest net profit")
    private Integer top;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        final SessionDirectory session = new SessionDirectory(directory);
        session.requireSession();
        if (top != null && top < 1) {
            throw new InvalidInputException("--top must be at least 1: " + top);
        }
        final long untilNs = at == null ? Long.MAX_VALUE : JournalDumpCommand.timeNs("--at", at);
        final RecordNames names = RecordNames.of(directory);
        final RecordedAccounts recorded = RecordedAccounts.read(session, untilNs, names::strategy);
        // An account ends when a configuration removes its strategy, or lets it trade another instrument. Unknown if its record was removed.
        final Map<String, Integer> holders = names.instrumentsOfStrategies(at == null ? Long.MAX_VALUE : recorded.causeSequence());
        final List<Account> traded = recorded.all().stream()
            .filter(account -> holders.isEmpty() || holders.getOrDefault(account.strategy(), -1) == account.instrumentId())
            .sorted(Comparator.comparingLong((Account account) -> account.result().netE8()).reversed().thenComparing(Account::strategy)).toList();
        final List<Account> shown = top == null ? traded : traded.subList(0, Math.min(top, traded.size()));
        final String time = recorded.timeNs() == Long.MIN_VALUE ? null : time(recorded.timeNs());
        if (json) {
            new JsonLine().put("time", time).put("strategies", holders.size()).put("traded", traded.size())
                .putList("accounts", shown, (account, line) -> put(account, names, line)).print(System.out);
        } else {
            print(shown, names);
            System.out.printf(Locale.ROOT, "%,d of %,d strategies have traded%s%n", traded.size(), holders.size(),
                time == null ? "" : "; last record " + time);
        }
    }

    private static String time(final long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_SECOND), Math.floorMod(ns, NS_PER_SECOND)).toString();
    }

    private static void put(final Account account, final RecordNames names, final JsonLine line) {
        line.put("strategy", account.strategy()).put("instrument", names.symbol(account.instrumentId())).put("trades", account.trades())
            .putE8("position", account.position().qtyE8()).putE8("entry", account.position().entryPriceE8())
            .putE8("mark", account.position().markE8()).putE8("realised", account.result().realisedE8())
            .putE8("fees", account.result().feesE8()).putE8("funding", account.result().fundingE8()).putE8("net", account.result().netE8());
    }

    private static void print(final List<Account> accounts, final RecordNames names) {
        if (accounts.isEmpty()) {
            return;
        }
        final int width = accounts.stream().mapToInt(account -> account.strategy().length()).reduce(LEAST_WIDTH, Math::max);
        final String row = "%-" + width + "s " + ROW;
        System.out.printf(Locale.ROOT, row, "strategy", "instrument", "trades", "position", "entry", "mark", "realised", "fees", "funding", "net");
        for (final Account account : accounts) {
            System.out.printf(Locale.ROOT, row, account.strategy(), names.symbol(account.instrumentId()), account.trades(),
                FixedPoint.format(account.position().qtyE8()), FixedPoint.format(account.position().entryPriceE8()),
                FixedPoint.format(account.position().markE8()), money(account.result().realisedE8()), money(account.result().feesE8()),
                money(account.result().fundingE8()), money(account.result().netE8()));
        }
    }

    /** Rounded to two places, for people. */
    private static String money(final long e8) {
        return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(e8, E8_PLACES));
    }
}
