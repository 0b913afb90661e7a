/** The language of indicators and rules: its text, its syntax tree, and the two results of a formula, a number or a condition. */
package io.ringmaster.strategies.formula;
