/** Shapes of what the venue reports: orders, fills, positions and balances in our units, and the answers of its REST API. */
package io.ringmaster.gateway.wire;
