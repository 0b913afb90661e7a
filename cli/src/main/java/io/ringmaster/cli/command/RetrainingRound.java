package io.ringmaster.cli.command;

import io.ringmaster.cli.session.ControlClient;
import io.ringmaster.cli.session.RetrainingEvidence;
import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.ModelFiles;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.Failure;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.retraining.ClosedTrades;
import io.ringmaster.lab.retraining.HeldOutReturns;
import io.ringmaster.lab.retraining.PromotionGate;
import io.ringmaster.lab.retraining.RetrainingSettings;
import io.ringmaster.lab.retraining.SizeOrSkip;
import io.ringmaster.lab.statistics.SharpeRatio;
import io.ringmaster.lab.training.Training;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.RetrainingResult;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.SessionConfigurations;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.RetrainingVerdict;
import io.ringmaster.strategies.Timeframe;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One retraining of a running session: it trains on the older part of the data, lets the new model, the one that decides and Fixed-Share trade the newer
 * part, and hands the verdict to the session. Whatever goes wrong, the model that decides goes on.
 */
final class RetrainingRound {

    private static final String FIXED_SHARE = "fixed-share";
    private static final String RUNNING = "running";
    private static final String NEW = "new";
    private static final int LONGEST_REASON = 600;

    private final SessionDirectory session;
    private final Inputs inputs;
    private final Path out;
    private final RetrainingPlan plan;
    private final TrialLog trials;
    private final ControlClient control;
    private Evidence evidence = Evidence.NONE;
    /** The session's configuration when the round began. */
    private String inForce;

    /**
     * What it learns from.
     *
     * @param history null if there is none
     */
    record Inputs(Path history, ColumnsOption columns) {
    }

    /**
     * How a round ended.
     *
     * @param exitCode not 0 if it failed, or if the session did not take its outcome
     */
    record Outcome(RetrainingEvidence evidence, int exitCode) {
    }

    /** What is known so far, for the evidence of a round that fails later. */
    private record Evidence(
        String configSha256, String newModelSha256, String runningModelSha256, RetrainingResult.Window window, RetrainingResult.Figures figures) {

        private static final Evidence NONE = new Evidence("", "", "", RetrainingResult.Window.UNKNOWN, RetrainingResult.Figures.UNKNOWN);

        private Evidence with(final RetrainingResult.Window known) {
            return new Evidence(configSha256, newModelSha256, runningModelSha256, known, figures);
        }

        private Evidence withNew(final String sha256) {
            return new Evidence(configSha256, sha256, runningModelSha256, window, figures);
        }

        private Evidence with(final RetrainingResult.Figures known) {
            return new Evidence(configSha256, newModelSha256, runningModelSha256, window, known);
        }

        private RetrainingEvidence with(final RetrainingVerdict verdict, final String reason, final Path file) {
            return new RetrainingEvidence(
                new RetrainingResult(
                    verdict, window, figures, new RetrainingResult.Models(newModelSha256, runningModelSha256), file.toString(), "", reason),
                configSha256);
        }
    }

    /** The new model as files. */
    private record Made(byte[] onnx, String golden) {
    }

    /** A policy on the held-out data. */
    private record Played(PromotionGate.Earned earned, Trial.Identity identity) {
    }

    /**
     * @param out      directory for the results; made here
     * @param trials   counts the new model
     */
    RetrainingRound(final Path directory, final Inputs inputs, final Path out, final RetrainingPlan plan, final TrialLog trials) {
        session = new SessionDirectory(directory);
        this.inputs = inputs;
        this.out = out.toAbsolutePath();
        this.plan = plan;
        this.trials = trials;
        control = new ControlClient(directory);
    }

    /** Retrains; says on the way what it does. */
    Outcome run(final Consumer<String> news) {
        RetrainingEvidence made;
        int exitCode = 0;
        try {
            requireSession();
            Files.createDirectories(out);
            made = judge(news);
        } catch (final RuntimeException | IOException e) {
            final Failure failure = Failure.of(e);
            if (failure.isBug()) {
                e.printStackTrace();
            }
            exitCode = failure.exitCode();
            made = evidence.with(RetrainingVerdict.FAILED, shortened(failure.message()), file());
        }
        return hand(made, exitCode);
    }

    private Path file() {
        return out.resolve(RetrainingEvidence.FILE);
    }

    private static String shortened(final String text) {
        final String line = text.replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }

    /** Before hours are spent on a training. */
    private void requireSession() {
        session.requireSession();
        final Object refused = JsonTree.of(control.ask("status")).get("refused");
        if (refused != null) {
            throw new InvalidInputException("the session at " + session.path() + " does not answer: " + refused);
        }
    }

    /** Writes the evidence, and tells the session. */
    private Outcome hand(final RetrainingEvidence made, final int exitCode) {
        RetrainingEvidence last = made;
        int code = exitCode;
        try {
            Files.createDirectories(out);
            write(last);
            String refused = refusal();
            if (refused != null && last.verdict() == RetrainingVerdict.PROMOTED) {
                last = evidence.with(RetrainingVerdict.FAILED, shortened("the session refused the new model: " + refused), file());
                code = ExitCode.REFUSED;
                write(last);
                refused = refusal();
            }
            if (refused != null) {
                throw new InvalidInputException("the session does not record the retraining: " + refused);
            }
        } catch (final RuntimeException | IOException e) {
            System.err.println("ringmaster: " + Failure.of(e).message());
            code = code == 0 ? Failure.of(e).exitCode() : code;
            last = last.verdict() == RetrainingVerdict.PROMOTED ? notTaken(e) : last;
        }
        return new Outcome(last, code);
    }

    /** The new model passed, but the session has not said that it takes it. */
    private RetrainingEvidence notTaken(final Exception why) {
        final RetrainingEvidence failed = evidence.with(
            RetrainingVerdict.FAILED, shortened("the new model passes every check, but " + Failure.of(why).message()), file());
        if (why instanceof InvalidInputException) {
            try {
                write(failed);
            } catch (final IOException e) {
                System.err.println("ringmaster: " + file() + " still says 'promoted': " + Failure.of(e).message());
            }
        }
        return failed;
    }

    private String refusal() {
        final Object refused = JsonTree.of(control.ask("retrained " + file())).get("refused");
        return refused == null ? null : refused.toString();
    }

    private void write(final RetrainingEvidence made) throws IOException {
        final RetrainingSettings.Gate gate = plan.retraining().gate();
        Files.writeString(file(), made.json()
            .put("session", session.path().toAbsolutePath().toString())
            .put("build", BuildVersion.text())
            .putE8("leastDsr", gate.leastDsrE8())
            .putE8("margin", gate.marginE8())
            .put("learnFrom", plan.retraining().data().learnFrom().name().toLowerCase(Locale.ROOT))
            .put("seed", plan.training().run().seed())
            .text() + "\n");
    }

    // ------------------------------------------------------------------ training and comparison

    private RetrainingEvidence judge(final Consumer<String> news) throws IOException {
        final RecordedRetrainings before = RecordedRetrainings.of(session);
        // All policies are compared under one configuration, also if the session gets another one meanwhile.
        inForce = new SessionConfigurations(session).newest();
        final Settings stored = Settings.of(session, inForce, Map.of());
        final String running = requireModel(stored);
        evidence = new Evidence(
            SessionDirectory.sha256(stored.canonicalText()), "", running, RetrainingResult.Window.UNKNOWN, RetrainingResult.Figures.UNKNOWN);
        final RetrainingMarket market = new RetrainingMarket(session, inputs.history, inputs.columns, stored);
        final Map<String, String> changes = new TreeMap<>(market.derived());
        // Those that decide beside the policy are none of this.
        changes.put("policy.challengers", "[]");
        final Settings settings = Settings.of(session, inForce, changes);
        evidence = evidence.with(window(market, settings, before.heldOutFromNs(running)));
        news.accept("learns from the data before " + RetrainCommand.time(evidence.window.heldOutFromNs()) + " of " + market.text());
        Files.writeString(out.resolve("retraining.yaml"), Configuration.render(plan));
        Files.writeString(out.resolve("session.yaml"), settings.canonicalText());
        final Made made = make(market, settings);
        final Path model = out.resolve(RetrainingEvidence.MODEL);
        ModelFiles.write(model, made.onnx, made.golden);
        evidence = evidence.withNew(OnnxReader.sha256(made.onnx));
        return compare(market, settings, changes, model);
    }

    private static String requireModel(final Settings settings) {
        final PolicySettings policy = settings.policy();
        if (policy.method().type() != PolicySettings.Type.MODEL) {
            throw new InvalidInputException("policy.type: " + policy.method().type().name().toLowerCase(Locale.ROOT)
                + ": no model decides in this session, so none can be retrained.");
        }
        if (policy.model().members() > 1) {
            throw new InvalidInputException("an ensemble decides in this session, and a retraining replaces only one model. Train its models with"
                + " 'train', and use 'ctl reconfigure'.");
        }
        return policy.model().file().sha256();
    }

    /** The newest data, cut where the new model stops to learn; behind everything that the running model is known to have learned from. */
    private RetrainingResult.Window window(final RetrainingMarket market, final Settings settings, final long runningHeldOutFromNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
        long firstNs = Long.MAX_VALUE;
        long lastNs = Long.MIN_VALUE;
        try (MarketDataSource source = market.open(settings)) {
            while (source.next(buffer) > 0) {
                firstNs = Math.min(firstNs, InputMessage.timeNs(buffer, 0));
                lastNs = InputMessage.timeNs(buffer, 0);
            }
        }
        final RetrainingSettings.Data data = plan.retraining().data();
        final long fromNs = Math.max(firstNs, lastNs - data.windowNs());
        final long ownNs = lastNs - (long) ((lastNs - fromNs) * FixedPoint.toDouble(data.heldOutE8()));
        final long heldOutFromNs = runningHeldOutFromNs == RetrainingResult.NO_TIME ? ownNs : Math.max(ownNs, runningHeldOutFromNs);
        return new RetrainingResult.Window(fromNs, heldOutFromNs, lastNs);
    }

    private Made make(final RetrainingMarket market, final Settings settings) {
        return plan.retraining().data().learnFrom() == RetrainingSettings.Source.TRADES ? learnTrades(settings) : train(market, settings);
    }

    private Made train(final RetrainingMarket market, final Settings settings) {
        final RecordedEvents events;
        try (MarketDataSource source = market.open(settings)) {
            events = RecordedEvents.of(source, market.text(), evidence.window.fromNs(), evidence.window.heldOutFromNs() - 1);
        }
        try (Training training = new Training(
            new Training.Task(settings::engineOf, settings.venue(), settings.topology().oneThread(), events), plan.training())) {
            final Training.Result result = training.run((steps, validated) -> { });
            return new Made(result.onnx(), result.golden());
        }
    }

    private Made learnTrades(final Settings settings) {
        if (settings.policy().model().head() != ModelSettings.Head.SIZE_OR_SKIP || settings.instruments().size() > 1) {
            throw new InvalidInputException("retraining.learnFrom: trades needs policy.model.head: size_or_skip and one instrument. Set"
                + " retraining.learnFrom: market.");
        }
        final ClosedTrades trades = new ClosedTrades();
        try (JournalReader reader = JournalReader.open(session.output())) {
            while (reader.next()) {
                trades.append(reader.buffer(), reader.offset(), reader.length());
            }
        }
        final ObservationContract contract = ModelContract.of(settings.instruments(), settings.strategies(), settings.policy());
        final SizeOrSkip.Learned learned = SizeOrSkip.from(
            trades.closed().stream().filter(each -> each.closedNs() >= evidence.window.fromNs() && each.closedNs() < evidence.window.heldOutFromNs())
                .toList(), contract, plan.retraining().trades(), plan.training().run().seed());
        return new Made(learned.onnx(), learned.golden());
    }

    private RetrainingEvidence compare(
        final RetrainingMarket market, final Settings settings, final Map<String, String> changes, final Path model) {
        final Map<String, String> experts = new TreeMap<>(changes);
        experts.put("policy.type", "experts");
        experts.put("policy.experts.algorithm", "fixed_share");
        final Map<String, String> chosen = new TreeMap<>(changes);
        chosen.put("policy.model.engine", "auto");
        final Played fixedShare = play(FIXED_SHARE, market, Settings.of(session, inForce, experts));
        final Played running = play(RUNNING, market, settings);
        final Played candidate = play(NEW, market, Settings.of(session, inForce, chosen).withModel(model));
        final TrialCount count = trials.add(new Trial(
            Trial.Kind.TRAIN, candidate.identity, every(), SharpeRatio.of(candidate.earned.returns()), out.toString()));
        final PromotionGate.Judgement judgement = new PromotionGate(plan.retraining().gate(), plan.retraining().data().returnsEveryNs())
            .judge(candidate.earned, running.earned, fixedShare.earned, count);
        evidence = evidence.with(new RetrainingResult.Figures(
            candidate.earned.netReturn(), running.earned.netReturn(), fixedShare.earned.netReturn(), judgement.sharpe().dsr(), count.trials()));
        return evidence.with(
            judgement.isPromoted() ? RetrainingVerdict.PROMOTED : RetrainingVerdict.KEPT, judgement.isPromoted()
                ? "the new model passes every check" : shortened(String.join("; ", judgement.objections())), file());
    }

    private String every() {
        return Timeframe.format(plan.retraining().data().returnsEveryNs());
    }

    private Played play(final String name, final RetrainingMarket market, final Settings given) {
        final OpenedSettings opened = OpenedSettings.of(given);
        try {
            final Settings settings = opened.settings();
            final EngineConfig engine = opened.engine();
            final String text = settings.canonicalText();
            final Trial.Identity[] identity = new Trial.Identity[1];
            final TrialLog log = trial -> {
                identity[0] = trial.identity();
                return TrialCount.ONE;
            };
            final Backtest.Plan backtest = new Backtest.Plan(
                engine, settings.venue(), settings.topology().oneThread(), new Backtest.Period(evidence.window.heldOutFromNs(), evidence.window.toNs()),
                new Backtest.Provenance(market.text(), BuildVersion.text(), text, SessionDirectory.sha256(text)), log);
            try (MarketDataSource source = market.open(settings)) {
                final BacktestResult result = Backtest.run(backtest, source, out.resolve(name), Pacer.UNPACED);
                final double[] returns = HeldOutReturns.of(
                    out.resolve(name).resolve("steps.csv"),
                    new HeldOutReturns.Periods(evidence.window.heldOutFromNs(), evidence.window.toNs(), plan.retraining().data().returnsEveryNs()),
                    result.money().initialEquityE8());
                return new Played(new PromotionGate.Earned(result.ratios().get("totalReturn"), returns), identity[0]);
            }
        } finally {
            opened.close();
        }
    }
}
