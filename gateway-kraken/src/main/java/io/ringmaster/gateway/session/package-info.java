/** What is known of our orders and account at the venue, and what follows from each news of them; no socket, no clock, no thread. */
package io.ringmaster.gateway.session;
