/** The language in which indicators and rules are written: text, its syntax tree, and what it is computed with. */
package io.ringmaster.strategies.formula;
