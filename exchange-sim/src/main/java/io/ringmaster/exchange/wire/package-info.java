/** Kraken Derivatives as a server on loopback: REST v3 and WebSocket v1 over the matching engines, faults included. */
package io.ringmaster.exchange.wire;
