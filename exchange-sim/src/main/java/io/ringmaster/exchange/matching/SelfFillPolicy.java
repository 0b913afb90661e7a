package io.ringmaster.exchange.matching;

/** What happens when an order would trade against another one of ours: Kraken's self-trade strategies. */
public enum SelfFillPolicy {
    /** The order that takes is refused. Kraken's default. */
    REJECT_TAKER,
    /** The order that rests is canceled, then the other one goes on. */
    CANCEL_MAKER
}
