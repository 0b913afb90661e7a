package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.handler.DecisionHandler;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.schema.DecisionDecoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.WatchdogFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that gives no decision takes no new risk; the status counts it, and the session announces it once. */
class ModelTroubleTest {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long PLAYED_NS = 25 * SECOND_NS;

    @TempDir
    private Path directory;
    private final List<String> news = new ArrayList<>();
    private final EnumMap<DecisionReason, Integer> reasons = new EnumMap<>(DecisionReason.class);
    private final List<DecisionReason> inOrder = new ArrayList<>();
    private final Set<Long> exposures = new HashSet<>();
    private int orders;
    private long firstNs;
    private boolean isSlow;
    private boolean isOnTime;

    /** @param lateFrom seconds after the start at which the watchdog's verdict is that the model is late, for five seconds; 0: never */
    private Map<String, Object> play(final SessionOfModels models, final int lateFrom) throws IOException {
        final OpenedSettings opened = OpenedSettings.of(Settings.read(models.config(), new TreeMap<>()));
        final Settings settings = opened.settings();
        final TopologySettings topology = settings.topology().withShards(1).oneThread();
        try (MarketDataSource market = Recording.bundled().open();
             Engine engine = new Engine(opened.engine(), topology, new Connections(InputLog.NONE, this::count))) {
            final SimulatedVenue venue = new SimulatedVenue(
                settings.instruments(), settings.venue(), settings.session().initialCashE8(), settings.session().seed(), engine);
            final ModelAlarm alarm = new ModelAlarm(engine.status(), news::add);
            final SessionMessages messages = new SessionMessages(engine);
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, settings.session().tickNs(), Pacer.UNPACED, timeNs -> {
                alarm.look();
                judge(messages, timeNs, lateFrom);
            });
            firstNs = driver.firstTimeNs();
            messages.start(firstNs, opened.engine(), "test", "0".repeat(64));
            driver.run(firstNs + PLAYED_NS);
            engine.awaitAll();
            final JsonLine status = new JsonLine();
            ModelAlarm.write(engine.status(), status);
            return JsonTree.of(status.text());
        }
    }

    private void judge(final SessionMessages messages, final long timeNs, final int lateFrom) {
        if (lateFrom > 0 && !isSlow && timeNs >= firstNs + lateFrom * SECOND_NS) {
            isSlow = true;
            messages.watchdogVerdict(timeNs, DecisionHandler.MODEL, WatchdogFinding.SLOW, 2_000, 1_000);
        } else if (isSlow && !isOnTime && timeNs >= firstNs + (lateFrom + 5) * SECOND_NS) {
            isOnTime = true;
            messages.watchdogVerdict(timeNs, DecisionHandler.MODEL, WatchdogFinding.ON_TIME, 500, 1_000);
        }
    }

    private void count(final DirectBuffer buffer, final int offset, final int length) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.templateId() == DecisionDecoder.TEMPLATE_ID) {
            final DecisionDecoder decision = new DecisionDecoder().wrapAndApplyHeader(buffer, offset, header);
            final DecisionReason reason = decision.reason();
            exposures.add(decision.exposureE8());
            reasons.merge(reason, 1, Integer::sum);
            inOrder.add(reason);
        }
        orders += header.templateId() == OrderIntentDecoder.TEMPLATE_ID ? 1 : 0;
    }

    @Test
    void shouldCountAndAnnounceAnOutputThatIsNoNumber() throws IOException {
        final SessionOfModels models = SessionOfModels.ofDemo(directory, "{file: nan.onnx, maxUnknown: 4096}");
        models.weighted("nan.onnx", Float.NaN);
        final Map<String, Object> status = play(models, 0);

        assertTrue(inOrder.size() > 10, inOrder::toString);
        assertEquals(Map.of(DecisionReason.MODEL_INVALID, inOrder.size()), reasons);
        assertEquals(Integer.toString(inOrder.size()), status.get("invalid"));
        assertTrue(String.valueOf(status.get("lastInvalid")).startsWith("2024-08-08T"), status::toString);
        assertEquals("0", status.get("unknown"));
        assertEquals(0, orders, "no new risk");
        assertEquals(1, news.size(), news::toString);
        assertTrue(news.getFirst().startsWith(
            "the model's output is not finite or out of range (MODEL_INVALID): the decision keeps the position and its stop; "), news::toString);
    }

    /** Whatever it sees: it holds one share of a full target and never more. */
    @Test
    void shouldHoldOneExposureForAModelWhoseOutputIsConstant() throws IOException {
        final SessionOfModels models = SessionOfModels.ofDemo(directory, "{file: half.onnx, maxUnknown: 4096}");
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        final Map<String, Object> status = play(models, 0);

        assertEquals(Map.of(DecisionReason.MODEL, inOrder.size()), reasons);
        assertEquals(Set.of(50_000_000L), exposures);
        assertEquals("0", status.get("invalid"));
        assertEquals(List.of(), news);
    }

    @Test
    void shouldCountAndAnnounceTooMuchThatIsUnknown() throws IOException {
        final SessionOfModels models = SessionOfModels.ofDemo(directory, "{file: half.onnx, maxUnknown: 0}");
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        final Map<String, Object> status = play(models, 0);

        assertTrue(reasons.getOrDefault(DecisionReason.MODEL_UNKNOWN, 0) > 0, reasons::toString);
        assertEquals(Integer.toString(reasons.get(DecisionReason.MODEL_UNKNOWN)), status.get("unknown"));
        assertEquals("0", status.get("invalid"));
        assertEquals(1, news.size(), news::toString);
        assertTrue(news.getFirst().contains("(MODEL_UNKNOWN)"), news::toString);
    }

    @Test
    void shouldKeepThePositionFromAVerdictOfTheWatchdogToTheNext() throws IOException {
        final SessionOfModels models = SessionOfModels.ofDemo(directory, "{file: half.onnx, maxUnknown: 4096}");
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        final Map<String, Object> status = play(models, 12);

        final int first = inOrder.indexOf(DecisionReason.MODEL_LATE);
        final int last = inOrder.lastIndexOf(DecisionReason.MODEL_LATE);
        assertTrue(first > 0 && last < inOrder.size() - 1, inOrder::toString);
        assertEquals(List.of(DecisionReason.MODEL_LATE), inOrder.subList(first, last + 1).stream().distinct().toList());
        assertEquals(Map.of(DecisionReason.MODEL, inOrder.size() - 5, DecisionReason.MODEL_LATE, 5), reasons, "a decision a second");
        assertEquals("5", status.get("late"));
        assertEquals(List.of(), news, "the verdict itself is announced");
    }
}
