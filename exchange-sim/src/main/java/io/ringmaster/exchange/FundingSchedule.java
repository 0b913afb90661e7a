package io.ringmaster.exchange;

import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.exchange.matching.MatchingEngine;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
import java.util.List;

/**
 * When funding is due, and how much: at multiples of an instrument's interval, on the position then held, at the rate of the market's own ticker
 * or, where it has none, at a configured share of the mark. Without a mark nothing is due.
 */
final class FundingSchedule {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long NULL = MatchingEngine.NO_PRICE;

    private final MarginAccount account;
    private final long usualRateE8;
    private final long[] intervalNs;
    private final long[] dueNs;
    private final long[] tickerRateE8;

    /** @param usualRateE8 of notional, for one interval */
    FundingSchedule(final List<InstrumentDefinition> instruments, final MarginAccount account, final long usualRateE8) {
        this.account = account;
        this.usualRateE8 = usualRateE8;
        intervalNs = instruments.stream().mapToLong(InstrumentDefinition::fundingIntervalNs).toArray();
        dueNs = new long[intervalNs.length];
        Arrays.fill(dueNs, NEVER);
        tickerRateE8 = new long[intervalNs.length];
        Arrays.fill(tickerRateE8, NULL);
    }

    void onTicker(final TickerDecoder message) {
        if (message.fundingRateE8() != TickerDecoder.fundingRateE8NullValue()) {
            tickerRateE8[message.instrumentId()] = message.fundingRateE8();
        }
    }

    void onFeedDown(final int instrumentId) {
        tickerRateE8[instrumentId] = NULL;
    }

    /** {@link Long#MAX_VALUE} when nothing is due. */
    long nextTimeNs() {
        long next = NEVER;
        for (final long due : dueNs) {
            next = Math.min(next, due);
        }
        return next;
    }

    /** The first instrument whose funding is due at that time; -1 for none. */
    int dueAt(final long timeNs) {
        for (int i = 0; i < dueNs.length; i++) {
            if (dueNs[i] == timeNs) {
                return i;
            }
        }
        return -1;
    }

    /** Takes an instrument's funding as settled now; {@link #update} says when it is due again. */
    void settled(final int instrumentId) {
        dueNs[instrumentId] = NEVER;
    }

    /** Absolute: quote currency per unit of base. */
    long rateE8(final int instrumentId) {
        return tickerRateE8[instrumentId] == NULL
            ? FixedPoint.multiplyHalfEven(usualRateE8, account.markE8(instrumentId)) : tickerRateE8[instrumentId];
    }

    /** @param sinceNs from when on a position that is new has to pay */
    void update(final long sinceNs) {
        for (int i = 0; i < dueNs.length; i++) {
            if (account.positionE8(i) == 0 || intervalNs[i] == 0 || account.markE8(i) == 0) {
                dueNs[i] = NEVER;
            } else if (dueNs[i] == NEVER) {
                dueNs[i] = (Math.floorDiv(sinceNs, intervalNs[i]) + 1) * intervalNs[i];
            }
        }
    }
}
