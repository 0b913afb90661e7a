/** Sockets and threads: the venue's REST through XChange's client library, its feeds through Netty. */
package io.ringmaster.gateway.client;
