package io.ringmaster.monitor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.monitor.view.ScriptedSession;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target price of a position, by what decisions say while it is held. */
class PositionLevelsTest {

    @TempDir
    private Path folder;
    private ScriptedSession session;

    @BeforeEach
    void buy() throws IOException {
        session = new ScriptedSession(folder, "policy: {type: confluence}\n", 0);
        session.at(1_000_000).mark("60000").decisionWithTarget(Signal.LONG, DecisionReason.CONFLUENCE, "0.3", "61500");
        session.order(1, Side.BUY, OrderType.LIMIT, OrderPurpose.INCREASE, "0.05", "60000", session.sequence());
        session.at(2_000_000).fill(1, Side.BUY, "0.05", "60000", "1", Liquidity.MAKER).portfolio("0.05", "60000", "10000");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private String target() {
        return FixedPoint.format(session.moment().targetPriceE8(0));
    }

    @Test
    void shouldKeepTheTargetWhenALaterDecisionNamesNone() {
        session.at(3_000_000).decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.3");

        assertEquals("61500", target());
    }

    @Test
    void shouldTakeTheTargetThatALaterDecisionNames() {
        session.at(3_000_000).decisionWithTarget(Signal.LONG, DecisionReason.CONFLUENCE, "0.3", "62000");

        assertEquals("62000", target());
    }

    @Test
    void shouldForgetTheTargetWithThePosition() {
        session.at(3_000_000).fill(1, Side.SELL, "0.05", "60500", "1", Liquidity.TAKER).portfolio("0", "60500", "10000");
        session.at(4_000_000).decision(Signal.LONG, DecisionReason.CONFLUENCE, "0.3");
        session.at(5_000_000).fill(1, Side.BUY, "0.05", "60500", "1", Liquidity.TAKER).portfolio("0.05", "60500", "10000");

        assertEquals("0", target());
    }
}
