package io.ringmaster.lab.backtest;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.pipeline.core.challenger.Standing;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a backtest. Writes steps, fills and trades as they come, and the figures at the end. */
final class BacktestFiles implements StepListener, AutoCloseable {

    private static final String STEPS = "steps.csv";
    private static final String FILLS = "fills.csv";
    private static final String TRADES = "trades.csv";

    private final Path directory;
    private final StepsCsv steps;
    private final FillsCsv fills;
    private final TradesCsv trades;
    private final OrphanEntries orphans;
    private final TradeFigures tradeFigures = new TradeFigures();
    private final Curve curve = new Curve();
    private final TradeMarks marks = new TradeMarks();
    private final boolean madeDirectory;
    private final MarketFigures market = new MarketFigures();
    private EquityFigures equity;
    private Drawdowns drawdowns;
    private MonthlyReturns months;
    private long turnoverE8;
    private long startNs;
    private long initialE8;
    private boolean isFinished;

    private BacktestFiles(final Path directory, final boolean madeDirectory, final List<InstrumentDefinition> instruments) {
        this.directory = directory;
        this.madeDirectory = madeDirectory;
        steps = new StepsCsv(directory.resolve(STEPS));
        final List<String> symbols = instruments.stream().map(InstrumentDefinition::symbol).toList();
        fills = new FillsCsv(directory.resolve(FILLS), symbols);
        trades = new TradesCsv(directory.resolve(TRADES), symbols);
        orphans = new OrphanEntries(symbols.size());
    }

    /** @throws InvalidInputException if the directory is not empty; results are never overwritten */
    static BacktestFiles in(final Path directory, final List<InstrumentDefinition> instruments) {
        final boolean isNew = !Files.exists(directory);
        try {
            Files.createDirectories(directory);
            try (Stream<Path> entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new InvalidInputException(directory + " is occupied: it is not empty. Give another directory with --out.");
                }
            }
        } catch (final IOException e) {
            throw new InvalidInputException(directory + " cannot be made: " + e.getMessage() + ". Give another directory with --out.", e);
        }
        return new BacktestFiles(directory, isNew, instruments);
    }

    /** @param figuresStartNs steps at or before this moment are warm-up and count in no figure */
    void begin(final long initialEquityE8, final long figuresStartNs) {
        initialE8 = initialEquityE8;
        startNs = figuresStartNs;
        equity = new EquityFigures(initialEquityE8, figuresStartNs);
        drawdowns = new Drawdowns(initialEquityE8, figuresStartNs);
        months = new MonthlyReturns(initialEquityE8);
    }

    @Override
    public void onStep(final Step step) {
        steps.onStep(step);
        if (step.timeNs <= startNs) {
            market.begin(step.markPriceE8);
            return;
        }
        equity.onStep(step);
        drawdowns.onStep(step);
        months.onStep(step);
        market.onStep(step);
        curve.add(step, equity.drawdown());
    }

    void onFill(final Fill fill) {
        fills.write(fill);
        orphans.onFill(fill);
        turnoverE8 = Math.addExact(turnoverE8, FixedPoint.multiplyFloor(fill.qtyE8(), fill.priceE8()));
    }

    void onTrade(final Trade trade) {
        trades.write(trade);
        marks.add(trade);
        if (trade.isClosed()) {
            tradeFigures.accept(trade);
        }
    }

    /**
     * How far the session came.
     *
     * @param ruinedNs    0 if the account never fell below zero
     * @param latching    what keeps it from taking a new position
     * @param challengers where those stand that decided beside the policy that traded
     */
    record Ending(long endNs, long warmupEndNs, long ruinedNs, Latching latching, List<Standing> challengers) {
    }

    /** Hashes over what was read, and over what the engine said. */
    record Hashes(String dataSha256, String outputSha256) {
    }

    BacktestResult finish(
        final Backtest.Plan plan, final EngineStatus status, final long bars, final Ending ending, final Hashes hashes, final long elapsedNs) {
        equity.finish();
        final TrialCount trials = plan.trials().add(trial(plan, ending, hashes));
        final BacktestResult result = new BacktestResult(
            BacktestResult.Counts.of(status, bars, orphans.count()), ending.latching(),
            BacktestResult.Money.of(status, initialE8, turnoverE8),
            new BacktestResult.Span(startNs, ending.endNs(), ending.warmupEndNs(), ending.ruinedNs()), hashes.outputSha256, elapsedNs,
            new BacktestResult.Figures(equity, tradeFigures, market, drawdowns, months, judged(trials), ending.challengers()));
        write("metrics.json", ResultJson.metrics(result));
        write("summary.json", ResultJson.summary(plan, result, hashes.dataSha256));
        write("report.html", Report.html(plan, result, curve, marks));
        isFinished = true;
        return result;
    }

    private Trial trial(final Backtest.Plan plan, final Ending ending, final Hashes hashes) {
        final Trial.Identity identity = new Trial.Identity(
            plan.provenance().configSha256(), hashes.dataSha256, ResultJson.instant(startNs).toString(), ResultJson.instant(ending.endNs).toString());
        return new Trial(Trial.Kind.BACKTEST, identity, Trial.DAILY, equity.sharpeOfADay(), directory.toString());
    }

    private JudgedSharpe judged(final TrialCount trials) {
        return equity.isLongEnoughForAYear()
            ? JudgedSharpe.of(equity.dailyReturns(), EquityFigures.DAYS_A_YEAR, trials) : JudgedSharpe.unknown(trials);
    }

    private void write(final String name, final String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(name), e);
        }
    }

    /** An unfinished backtest leaves no files that could be mistaken for results. */
    @Override
    public void close() {
        steps.close();
        fills.close();
        trades.close();
        if (!isFinished) {
            try {
                Files.deleteIfExists(directory.resolve(STEPS));
                Files.deleteIfExists(directory.resolve(FILLS));
                Files.deleteIfExists(directory.resolve(TRADES));
                if (madeDirectory) {
                    Files.delete(directory);
                }
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot remove the unfinished files in " + directory, e);
            }
        }
    }
}
