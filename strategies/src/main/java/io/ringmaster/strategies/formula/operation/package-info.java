/**
 * The operations of the language on numbers and conditions. Public, because {@code indicator.graph} builds formulas from them.
 */
package io.ringmaster.strategies.formula.operation;
