/** A type of indicator by name: its parameters, its definition and how its node is built. Each package of kinds defines its own. */
package io.ringmaster.strategies.indicator.type;
