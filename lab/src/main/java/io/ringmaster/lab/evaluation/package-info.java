/** Indicators and strategies over recorded bars, as tables. */
package io.ringmaster.lab.evaluation;
