/** The state of our orders and account at the venue, and what each message about them changes; no socket, no clock, no thread. */
package io.ringmaster.gateway.session;
