/** Bytes of the venue's messages in, events and news of the session out; pure, one thread each, no allocation for a message of the market. */
package io.ringmaster.gateway.parse;
