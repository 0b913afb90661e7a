/** Indicators and strategies over recorded bars, and experts algorithms over results, as tables. */
package io.ringmaster.lab.evaluation;
