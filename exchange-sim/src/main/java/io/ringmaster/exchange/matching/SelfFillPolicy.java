package io.ringmaster.exchange.matching;

/** What happens when an order would trade against another one of ours: Kraken's self-trade strategies. */
public enum SelfFillPolicy {
    /** The order that takes is refused. Kraken's default. */
    REJECT_TAKER,
    /** The resting order is canceled, then the other one continues. */
    CANCEL_MAKER
}
