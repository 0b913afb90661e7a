package io.ringmaster.pipeline.core.account;

import io.ringmaster.schema.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One strategy followed alone, written from the rules in docs/accounts.md and in decimal arithmetic, to compare with the accounts. It knows nothing of
 * indices, pending sets or E8: it books each price, fee and funding payment by itself.
 */
final class PlainAccount {

    private static final int PLACES = 8;

    /** What a market and its venue charge. */
    record Terms(BigDecimal tick, BigDecimal lot, BigDecimal smallest, BigDecimal fee, BigDecimal notional, BigDecimal slippage) {
    }

    BigDecimal position = BigDecimal.ZERO;
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    BigDecimal funding = BigDecimal.ZERO;
    BigDecimal realised = BigDecimal.ZERO;
    BigDecimal entry = BigDecimal.ZERO;
    int trades;
    /** Times that the notional did not buy the smallest order. */
    int tooSmall;
    private final Terms terms;
    private BigDecimal unsettledRates = BigDecimal.ZERO;
    private int wants;
    private int has;

    PlainAccount(final Terms terms) {
        this.terms = terms;
    }

    void hear(final Signal signal) {
        wants = signal == Signal.LONG ? 1 : signal == Signal.SHORT ? -1 : signal == Signal.FLAT ? 0 : wants;
    }

    /** Funding is due at this absolute rate. */
    void pay(final BigDecimal rate) {
        unsettledRates = position.signum() == 0 ? BigDecimal.ZERO : unsettledRates.add(rate);
    }

    /** Returns whether it traded. */
    boolean touch(final BigDecimal bid, final BigDecimal ask) {
        if (wants == has) {
            return false;
        }
        final boolean buys = wants > has;
        final BigDecimal ticks = (buys ? ask : bid).divide(terms.tick, 0, buys ? RoundingMode.CEILING : RoundingMode.FLOOR).max(BigDecimal.ONE);
        final BigDecimal price = ticks.multiply(terms.tick);
        has = wants;
        BigDecimal quantity = terms.notional.divide(price, 30, RoundingMode.DOWN).divideToIntegralValue(terms.lot).multiply(terms.lot);
        if (quantity.compareTo(terms.smallest) < 0) {
            quantity = BigDecimal.ZERO;
            tooSmall += wants == 0 ? 0 : 1;
        }
        final BigDecimal target = quantity.multiply(BigDecimal.valueOf(wants));
        if (target.compareTo(position) == 0) {
            return false;
        }
        leave(price);
        enter(target, price);
        trades++;
        return true;
    }

    boolean open(final BigDecimal price) {
        final BigDecimal slippage = price.multiply(terms.slippage).setScale(PLACES, RoundingMode.FLOOR);
        return touch(price.subtract(slippage), price.add(slippage));
    }

    private void leave(final BigDecimal price) {
        final BigDecimal received = rounded(position.negate().multiply(unsettledRates));
        funding = funding.add(received);
        cash = cash.add(received);
        unsettledRates = BigDecimal.ZERO;
        realised = realised.add(position.multiply(price.subtract(entry)));
        cash = cash.add(position.multiply(price));
        charge(position.multiply(price));
        position = BigDecimal.ZERO;
        entry = BigDecimal.ZERO;
    }

    private void enter(final BigDecimal target, final BigDecimal price) {
        if (target.signum() != 0) {
            cash = cash.subtract(target.multiply(price));
            charge(target.multiply(price));
            position = target;
            entry = price;
        }
    }

    private void charge(final BigDecimal value) {
        final BigDecimal fee = rounded(value.abs().multiply(terms.fee));
        fees = fees.add(fee);
        cash = cash.subtract(fee);
    }

    BigDecimal net(final BigDecimal mark) {
        return cash.add(rounded(position.multiply(mark))).add(rounded(position.negate().multiply(unsettledRates)));
    }

    BigDecimal fundingUntilNow() {
        return funding.add(rounded(position.negate().multiply(unsettledRates)));
    }

    private static BigDecimal rounded(final BigDecimal exact) {
        return exact.setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
