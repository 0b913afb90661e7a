/** The pipeline's interfaces to the outside: market data in, orders and journal records out. Implementations live in other modules. */
package io.ringmaster.pipeline.port;
