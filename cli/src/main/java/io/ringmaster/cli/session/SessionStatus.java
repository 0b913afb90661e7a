package io.ringmaster.cli.session;

import io.ringmaster.cli.session.SessionState.Hold;
import io.ringmaster.cli.session.Warmups.Readiness;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.engine.InstrumentStatus;
import io.ringmaster.pipeline.handler.Challenger;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.units.InstrumentDefinition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The state of a running session as one line of JSON; {@code ctl status} prints it as a table. */
final class SessionStatus {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final Map<Hold, Figure> HOLDS = Map.of(
        Hold.STANDING_DOWN, Figure.STANDING_DOWN, Hold.KILLED, Figure.KILLED, Hold.CLOSING, Figure.CLOSING, Hold.PAUSED, Figure.PAUSED);

    private final List<InstrumentDefinition> instruments;
    private final Engine engine;
    private final LiveVenue venue;
    private final Activity activity;
    private final Supplier<Readiness> readiness;
    private final Supplier<String> drift;

    /**
     * @param readiness how many strategies are ready; called on any thread
     * @param drift     of the model that decides; null if none does; called on any thread
     */
    SessionStatus(
        final List<InstrumentDefinition> instruments, final Engine engine, final LiveVenue venue, final Activity activity,
        final Supplier<Readiness> readiness, final Supplier<String> drift) {
        this.readiness = readiness;
        this.drift = drift;
        this.instruments = instruments;
        this.engine = engine;
        this.venue = venue;
        this.activity = activity;
    }

    /** What keeps the session from trading. */
    SessionState state() {
        final EngineStatus status = engine.status();
        final long warmupEndNs = status.get(Figure.WARMUP_END_NS);
        return new SessionState(
            StateWords.latchReasons(status), holds(status), status.get(Figure.EVENT_TIME_NS) < warmupEndNs ? time(warmupEndNs) : null,
            readiness.get().waitsUntil(), unprotected(status.instruments()));
    }

    private static Set<Hold> holds(final EngineStatus status) {
        final Set<Hold> holds = EnumSet.noneOf(Hold.class);
        HOLDS.forEach((hold, figure) -> {
            if (is(status, figure)) {
                holds.add(hold);
            }
        });
        if (!is(status, Figure.ARMED)) {
            holds.add(Hold.OBSERVING);
        }
        return holds;
    }

    private static boolean is(final EngineStatus status, final Figure figure) {
        return status.get(figure) != 0;
    }

    private List<String> unprotected(final InstrumentStatus held) {
        return IntStream.range(0, instruments.size())
            .filter(id -> held.get(id, InstrumentStatus.Figure.POSITION_E8) != 0 && held.get(id, InstrumentStatus.Figure.STOP_PRICE_E8) == 0)
            .mapToObj(id -> instruments.get(id).symbol()).toList();
    }

    String line() {
        final EngineStatus status = engine.status();
        final long timeNs = status.get(Figure.EVENT_TIME_NS);
        final long warmupEndNs = status.get(Figure.WARMUP_END_NS);
        final SessionState state = state();
        final Readiness ready = readiness.get();
        final RampUp rampUp = RampUp.of(status);
        final long maxPositionE8 = status.limits().exposure().maxPositionE8();
        return new JsonLine()
            .put("state", state.sentence())
            .put("eventTime", time(timeNs))
            .put("sequence", status.get(Figure.LAST_SEQUENCE))
            .putE8("mark", status.get(Figure.MARK_PRICE_E8))
            .putE8("position", status.get(Figure.POSITION_E8))
            .putE8("equity", status.get(Figure.EQUITY_E8))
            .put("armed", state.isArmed())
            .put("killed", state.isKilled())
            .put("exitsBlocked", state.areExitsBlocked())
            .put("strategies", ready.strategies())
            .put("ready", ready.ready())
            .put("lastReady", ready.lastReady())
            .putE8("maxPosition", maxPositionE8)
            .putE8("maxPositionNow", rampUp == null ? maxPositionE8 : rampUp.limitE8(LimitKind.MAX_POSITION))
            .put("rampUpEnds", rampUp == null ? null : rampUp.until())
            .put("orders", status.get(Figure.ORDERS))
            .put("working", status.get(Figure.WORKING_ORDERS))
            .put("fills", status.get(Figure.FILLS))
            .put("refusedByRisk", status.get(Figure.RISK_REFUSALS))
            .put("latched", status.get(Figure.LATCHED) != 0)
            .put("latchReason", state.latchReasons())
            .put("paused", state.isPaused())
            .put("closing", state.isClosing())
            .put("warmingUp", timeNs < warmupEndNs)
            .put("warmupEnds", time(warmupEndNs))
            .putE8("realisedPnl", status.get(Figure.REALISED_PNL_E8))
            .putE8("unrealisedPnl", status.get(Figure.UNREALISED_PNL_E8))
            .putE8("fees", status.get(Figure.FEES_E8))
            .putE8("funding", status.get(Figure.FUNDING_E8))
            .putE8("dayPnl", status.get(Figure.EQUITY_E8) - status.get(Figure.DAY_START_EQUITY_E8))
            .put("doing", activity.doing())
            .put("modelDrift", drift.get())
            .put("reconciled", venue.agreement() == Agreement.AGREED)
            .put("venue", venue.describe())
            .putObject("model", json -> {
                if (engine.config().policy().usesModel()) {
                    ModelAlarm.write(status, json);
                }
            })
            .putObject("refusals", json -> activity.refusals().forEach(json::put))
            .putObject("challengers", json -> engine.challengers().forEach(
                each -> json.putObject(each.id(), one -> challenger(each, one))))
            .putList("instruments", IntStream.range(0, instruments.size()).boxed().toList(),
                (id, json) -> instrument(json, instruments.get(id).symbol(), status.instruments(), id))
            .text();
    }

    private static void challenger(final Challenger each, final JsonLine json) {
        StandingTable.put(each.standing(), json);
        json.put("silentBecause", each.failure());
    }

    private static void instrument(final JsonLine json, final String symbol, final InstrumentStatus held, final int id) {
        json.put("symbol", symbol).putE8("position", held.get(id, InstrumentStatus.Figure.POSITION_E8))
            .putE8("entry", held.get(id, InstrumentStatus.Figure.ENTRY_PRICE_E8)).putE8("mark", held.get(id, InstrumentStatus.Figure.MARK_PRICE_E8))
            .putE8("unrealisedPnl", held.get(id, InstrumentStatus.Figure.UNREALISED_PNL_E8))
            .putE8("stop", held.get(id, InstrumentStatus.Figure.STOP_PRICE_E8));
    }

    /** Null for an unknown time. */
    static String time(final long epochNs) {
        return epochNs <= 0 || epochNs == Long.MAX_VALUE
            ? null : Instant.ofEpochSecond(epochNs / NS_PER_SECOND, epochNs % NS_PER_SECOND).toString();
    }
}
