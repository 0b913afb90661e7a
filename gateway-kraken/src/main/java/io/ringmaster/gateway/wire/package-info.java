/** What the venue says of orders, fills, positions and balances, in its own words and our units, whichever protocol it said it in. */
package io.ringmaster.gateway.wire;
