/** What was tried: the registry of trials, and Sharpe ratios judged by how many there were. */
package io.ringmaster.lab.trial;
