package io.ringmaster.monitor.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.monitor.view.kit.FixedDesk;
import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.LiveTable;
import io.ringmaster.monitor.view.kit.TableTexts;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(HeadlessFx.class)
class StrategiesPaneTest {

    private static final String YAML = """
        strategies:
          - {id: fast, type: ott, symbol: PF_XBTUSD, timeframe: 5s, weight: 1.5, enabled: true}
          - {id: slow, type: supertrend, symbol: PF_XBTUSD, timeframe: 15m, weight: 1.0, enabled: true}
          - {id: unused, type: supertrend, symbol: PF_XBTUSD, timeframe: 1m, weight: 1.0, enabled: false}
          - {id: broken, type: sma_rsi, symbol: PF_XBTUSD, timeframe: 1h, weight: 1.0, enabled: true}
          - {id: fresh, type: ott, symbol: PF_XBTUSD, timeframe: 1s, weight: 1.0, enabled: true}
        """;

    @TempDir
    private Path folder;
    private ScriptedSession session;
    private StrategiesPane pane;
    @RegisterExtension
    private final ShownView shown = new ShownView();

    private void open(final String policy) throws IOException {
        session = new ScriptedSession(folder, YAML + "policy: {type: " + policy + "}\n", 0);
        session.at(1_000_000).mark("60000").condition(0, StrategyCondition.ACTIVE).condition(1, StrategyCondition.ACTIVE);
        session.at(2_000_000).recommend(0, Signal.LONG, 0.8, 0.65).recommend(1, Signal.SHORT, 0.25, 1);
        session.account(0, 1, "0.1", "-6003", "3").account(1, 12, "0", "45.5", "30");
        session.at(3_000_000).condition(2, StrategyCondition.QUARANTINED_NAN);
        session.at(10_000_000).mark("60100");
        pane = Fx.get(() -> new StrategiesPane(new FixedDesk()));
        shown.open(pane, 1400, 600);
        shown.show(session.moment());
    }

    @BeforeEach
    void open() throws IOException {
        open("confluence");
    }

    @AfterEach
    void close() {
        session.close();
    }

    private List<String> ids() {
        return TableTexts.column(shown.scene(), "#strategies", 0);
    }

    /** Net of fast: cash -6003 and 0.1 at the mark of 60100. */
    @Test
    void shouldShowEveryStrategyAndCountThem() {
        assertEquals(List.of(
            "fast | ott | 5s | PF_XBTUSD | ▲ LONG | 0.80 | 0.65 | 8.00 s | 1.50 | +0.1000 | +7.00 | 1 | 3.00 | ● active",
            "slow | supertrend | 15m | PF_XBTUSD | ▼ SHORT | 0.25 | 1.00 | 8.00 s | 1.00 | – | +45.50 | 12 | 30.00 | ● active",
            "broken | sma_rsi | 1h | PF_XBTUSD | · HOLD | 0.00 | 0.00 | 7.00 s | 1.00 | – | – | 0 | – | ✕ quarantined: not a number",
            "fresh | ott | 1s | PF_XBTUSD | · HOLD | 0.00 | 0.00 | – | 1.00 | – | – | 0 | – | ◌ warming up"), TableTexts.rows(shown.scene(), "#strategies"));
        assertEquals(List.of("All 4", "▲ Long 1", "▼ Short 1", "■ Flat 0", "· Hold 2"), TableTexts.buttons(shown.scene(), "#signal-choice"));
        assertEquals(List.of("Any condition", "● Active 2", "◌ Warming up 1", "✕ Silenced 1"), TableTexts.buttons(shown.scene(), "#condition-choice"));
    }

    @Test
    void shouldSortByWhatAColumnMeans() {
        TableTexts.sort(shown.scene(), "#strategies", "Frame");
        assertEquals(List.of("fresh", "fast", "slow", "broken"), ids());

        TableTexts.sort(shown.scene(), "#strategies", "Strength");
        assertEquals(List.of("broken", "fresh", "slow", "fast"), ids());

        TableTexts.sort(shown.scene(), "#strategies", "Strength");
        assertEquals(List.of("fast", "slow", "broken", "fresh"), ids());
    }

    @Test
    void shouldFilterBySignalConditionAndText() {
        TableTexts.choose(shown.scene(), "#signal-choice", 2);
        assertEquals(List.of("slow"), ids());

        TableTexts.choose(shown.scene(), "#signal-choice", 0);
        TableTexts.choose(shown.scene(), "#condition-choice", 3);
        assertEquals(List.of("broken"), ids());

        TableTexts.choose(shown.scene(), "#condition-choice", 0);
        Fx.run(() -> Fx.<TextField>find(shown.scene(), "#strategy-search").setText("OTT"));
        Fx.pulse();
        assertEquals(List.of("fast", "fresh"), ids());
    }

    @Test
    void shouldShowNewValuesInTheSameRowsAndMoveThemCalmly() {
        TableTexts.sort(shown.scene(), "#strategies", "Strength");
        assertEquals(List.of("broken", "fresh", "slow", "fast"), ids());

        session.at(11_000_000).recommend(2, Signal.FLAT, 0.9, 0.9);
        shown.show(session.moment());

        assertEquals("0.90", TableTexts.column(shown.scene(), "#strategies", 5).get(ids().indexOf("broken")), "the value is there at once");
        Fx.await("broken is the last row", () -> ids().getLast().equals("broken"));
    }

    @Test
    void shouldShowSharesWhenExpertsDecide() throws IOException {
        close();
        folder = folder.resolve("experts");
        open("experts");
        session.at(11_000_000).weight(0, 0.625).weight(1, 0.125);
        shown.show(session.moment());

        assertEquals("Share", Fx.get(() -> Fx.<LiveTable<?>>find(shown.scene(), "#strategies").titles().get(StrategyColumns.WEIGHT)));
        assertEquals(List.of("62.50 %", "12.50 %"), TableTexts.column(shown.scene(), "#strategies", StrategyColumns.WEIGHT).subList(0, 2));
    }
}
