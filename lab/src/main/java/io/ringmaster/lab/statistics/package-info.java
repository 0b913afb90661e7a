/** How sure a result is: Sharpe ratios with their uncertainty, bootstrap intervals, and tests against luck, overfitting and look-ahead. */
package io.ringmaster.lab.statistics;
