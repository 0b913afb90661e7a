/** A venue in process and in virtual time: messages in and out, latency, funding, liquidation. */
package io.ringmaster.exchange;
