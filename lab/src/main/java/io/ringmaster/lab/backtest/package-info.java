/** What-if over history: the pipeline against the simulated venue, and the files and figures that say how it went. */
package io.ringmaster.lab.backtest;
