package io.ringmaster.monitor.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.monitor.view.kit.Fx;
import io.ringmaster.monitor.view.kit.HeadlessFx;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Tables;
import io.ringmaster.monitor.view.kit.TextColumn;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HeadlessFx.class)
class CsvTextTest {

    private record Row(String name, long valueE8) {
    }

    private static TableView<Row> table() {
        return Tables.table(
            "rows", "There are none.",
            FXCollections.observableArrayList(new Row("a \"b\", c", -123_456_750_000_000L), new Row("plain", Long.MIN_VALUE)),
            List.of(TextColumn.text("name", 90, Row::name), TextColumn.number("PnL, USD", 90, Row::valueE8, row -> Numbers.signedMoney(row.valueE8()))));
    }

    @Test
    void shouldWriteNumbersForProgramsAndQuoteWhatHasACommaOrAQuote() {
        assertEquals("name,\"PnL, USD\"\r\n\"a \"\"b\"\", c\",-1234567.50\r\nplain,\r\n", Fx.get(() -> CsvText.of(table())));
    }

    @Test
    void shouldWriteTheColumnsThatAreVisibleInTheirOrder() {
        final String csv = Fx.get(() -> {
            final TableView<Row> table = table();
            table.getColumns().addFirst(table.getColumns().removeLast());
            table.getColumns().getLast().setVisible(false);
            return CsvText.of(table);
        });
        assertEquals("\"PnL, USD\"\r\n-1234567.50\r\n\r\n", csv);
    }
}
