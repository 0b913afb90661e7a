package io.ringmaster.monitor.model;

import io.ringmaster.journal.IoReason;
import io.ringmaster.journal.Sha256;
import io.ringmaster.schema.ContractType;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.SessionStartDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/** The files of a session, as the monitor reads them: the journals and the configurations. It opens none for writing. */
final class SessionFiles {

    /** Of a digest that is shown. */
    private static final int DIGITS = 12;
    private static final String NOT_KNOWN = ". Names of strategies and limits are not known; ";

    private final Path directory;

    SessionFiles(final Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    Path input() {
        return directory.resolve("input");
    }

    Path output() {
        return directory.resolve("output");
    }

    Path latencyLog() {
        return directory.resolve("latency.hlog");
    }

    /** The facts that the first record of a session states, with the configuration that it names. */
    SessionFacts start(final DirectBuffer buffer, final int offset) {
        final SessionStartDecoder message = new SessionStartDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        final long startNs = message.receiveTimeNs();
        final long seed = message.seed();
        final long cash = message.initialCashE8();
        final long warmup = message.warmupEndTimeNs();
        final List<SessionFacts.Instrument> instruments = new ArrayList<>();
        for (final SessionStartDecoder.InstrumentsDecoder one : message.instruments()) {
            instruments.add(instrument(instruments.size(), one));
        }
        final String build = message.build();
        final String sha256 = message.configSha256();
        final Configuration configuration = configuration(sha256, instruments);
        return new SessionFacts(
            directory, new SessionFacts.Start(build, sha256, seed, cash, startNs, warmup), List.copyOf(instruments),
            policy(configuration), configuration.strategies(),
            configuration.limited(), configuration.problem());
    }

    private static SessionFacts.Instrument instrument(final int index, final SessionStartDecoder.InstrumentsDecoder one) {
        final ContractType type = one.contractType();
        final long tick = one.tickE8();
        final long lot = one.lotE8();
        final long minQty = one.minQtyE8();
        final long maxPosition = one.maxPositionE8();
        final long makerFee = one.makerFeeE8();
        final long takerFee = one.takerFeeE8();
        final long funding = one.fundingIntervalNs();
        for (final SessionStartDecoder.InstrumentsDecoder.MarginLevelsDecoder level : one.marginLevels()) {
            level.sbeSkip();    // The symbol lies behind them.
        }
        return new SessionFacts.Instrument(
            index, one.symbol(), type, new SessionFacts.Instrument.Steps(tick, lot, minQty, maxPosition),
            new SessionFacts.Instrument.Fees(makerFee, takerFee), funding);
    }

    /** The facts after a reconfiguration. Another model leaves strategies, limits and the warm-up as they are. */
    SessionFacts reconfigured(final SessionFacts before, final Event.Reconfigured event) {
        final Configuration next = configuration(event.configSha256(), before.instruments());
        final boolean isModelOnly = event.scope() == ReconfigurationScope.MODEL;
        final boolean isKept = isModelOnly && !next.problem().isEmpty();
        return new SessionFacts(
            directory,
            new SessionFacts.Start(
                event.build(), event.configSha256(), before.seed(), before.initialCashE8(), before.startTimeNs(),
                isModelOnly ? before.warmupEndTimeNs() : event.warmupEndTimeNs()),
            before.instruments(), policy(next),
            isKept ? before.strategies() : next.strategies(),
            isKept ? before.limited() : next.limited(), next.problem());
    }

    /** The facts after another process went on. */
    static SessionFacts resumed(final SessionFacts before, final Event.Resumed event) {
        return new SessionFacts(
            before.directory(),
            new SessionFacts.Start(
                event.build(), before.configSha256(), before.seed(), before.initialCashE8(), before.startTimeNs(), event.warmupEndTimeNs()),
            before.instruments(), before.decides(), before.strategies(), before.limited(), before.problem());
    }

    private SessionFacts.Policy policy(final Configuration configuration) {
        return new SessionFacts.Policy(configuration.policy(), configuration.model(), configuration.head(), observationNames(configuration));
    }

    private List<String> observationNames(final Configuration configuration) {
        return configuration.model().isEmpty() ? List.of()
            : ObservationNames.of(directory.resolve("models").resolve(configuration.model() + ".onnx"), configuration.model());
    }

    /** The configuration with a digest. A file with another one is not the session's: nothing of it is shown. */
    private Configuration configuration(final String sha256, final List<SessionFacts.Instrument> instruments) {
        final Path file = configurationFile(sha256);
        try {
            final byte[] bytes = Files.readAllBytes(file);
            final String found = Sha256.of(bytes);
            return found.equals(sha256) ? Configuration.read(new String(bytes, StandardCharsets.UTF_8), instruments)
                : Configuration.unknown(file + " is not the configuration that the session ran with: its SHA-256 is " + shortened(found)
                    + ", and the journal names " + shortened(sha256) + NOT_KNOWN + "put the original file back and open the session again.");
        } catch (final IOException e) {
            return Configuration.unknown("The configuration of the session is missing: cannot read " + file + ": " + IoReason.of(e)
                + NOT_KNOWN + "put the file back or allow this user to read it, and open the session again.");
        } catch (final RuntimeException e) {
            return Configuration.unknown(file + " is no configuration that this program can read: " + e.getMessage());
        }
    }

    private static String shortened(final String sha256) {
        return sha256.isEmpty() ? "none" : sha256.substring(0, Math.min(DIGITS, sha256.length())) + "…";
    }

    /** Later configurations lie in a directory of their own, named by their number and digest. */
    private Path configurationFile(final String sha256) {
        final Path later = directory.resolve("configurations");
        if (!sha256.isEmpty() && Files.isDirectory(later)) {
            try (Stream<Path> files = Files.list(later)) {
                final Path found = files.filter(file -> file.getFileName().toString().endsWith(sha256 + ".yaml")).findFirst().orElse(null);
                if (found != null) {
                    return found;
                }
            } catch (final IOException e) {
                return later;
            }
        }
        return directory.resolve("session.yaml");
    }

    /** The limits that can be changed while a session runs, and their keys in the configuration. */
    static String key(final LimitKind kind) {
        return switch (kind) {
            case MAX_ORDER_QTY -> "maxOrderQty";
            case MAX_ORDER_VALUE -> "maxOrderValue";
            case MAX_POSITION -> "maxPosition";
            case MAX_LEVERAGE -> "maxLeverage";
            case MAX_OPEN_ORDERS -> "maxOpenOrders";
            case MAX_OPEN_VALUE -> "maxOpenValue";
            case MAX_DAILY_LOSS -> "maxDailyLoss";
            case MAX_DRAWDOWN -> "maxDrawdown";
            case MAX_DAILY_LOSS_SHARE -> "maxDailyLossShare";
            case NULL_VAL -> throw new IllegalArgumentException("no limit");
        };
    }
}
