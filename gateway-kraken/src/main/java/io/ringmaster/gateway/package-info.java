/** Kraken: everything that knows the venue's protocols. Nothing above it does. */
package io.ringmaster.gateway;
