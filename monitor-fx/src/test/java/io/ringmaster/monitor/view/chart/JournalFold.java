package io.ringmaster.monitor.view.chart;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TradeDecoder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trades and fills of a journal, read by the test itself. */
final class JournalFold {

    /** A trade or fill of one instrument. */
    record Print(long timeNs, long priceE8, long qtyE8) {
    }

    private final List<Print> trades = new ArrayList<>();
    private final List<Print> fills = new ArrayList<>();

    JournalFold(final Path session, final int instrument) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (JournalReader reader = JournalReader.open(session.resolve("input"))) {
            while (reader.next()) {
                header.wrap(reader.buffer(), reader.offset());
                if (header.templateId() == TradeDecoder.TEMPLATE_ID) {
                    final TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                    if (trade.instrumentId() == instrument) {
                        trades.add(new Print(trade.receiveTimeNs(), trade.priceE8(), trade.qtyE8()));
                    }
                } else if (header.templateId() == ExecutionReportDecoder.TEMPLATE_ID) {
                    final ExecutionReportDecoder report = new ExecutionReportDecoder().wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                    if (report.instrumentId() == instrument && report.execType() == ExecType.TRADE) {
                        fills.add(new Print(report.receiveTimeNs(), report.lastPriceE8(), report.lastQtyE8()));
                    }
                }
            }
        }
    }

    List<Print> fills() {
        return fills;
    }

    List<Print> trades() {
        return trades;
    }

    /** The candle of a span as the legend must show it: open, high, low, close and volume; null without a trade. */
    List<String> candle(final long openNs, final long lengthNs) {
        final List<Print> in = trades.stream().filter(each -> each.timeNs >= openNs && each.timeNs < openNs + lengthNs).toList();
        if (in.isEmpty()) {
            return null;
        }
        final long high = in.stream().mapToLong(Print::priceE8).max().orElseThrow();
        final long low = in.stream().mapToLong(Print::priceE8).min().orElseThrow();
        final long volume = in.stream().mapToLong(Print::qtyE8).sum();
        return List.of(text(in.getFirst().priceE8, 1), text(high, 1), text(low, 1), text(in.getLast().priceE8, 1), text(volume, 3));
    }

    static String text(final long valueE8, final int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(valueE8, 8));
    }
}
