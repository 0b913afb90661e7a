/** Kraken Derivatives as REST v3 and WebSocket v1 speak it, over the matching engines, faults included; no socket, no thread, no clock. */
package io.ringmaster.exchange.wire;
