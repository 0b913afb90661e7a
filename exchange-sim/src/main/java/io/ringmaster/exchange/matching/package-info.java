/** The venue's rules without a protocol: recorded market, matching, account. A function of its calls; no clock, thread or I/O. */
package io.ringmaster.exchange.matching;
