/** Sockets, a clock and a thread for the venue of {@code wire}; what it answers is decided there. */
package io.ringmaster.exchange.server;
