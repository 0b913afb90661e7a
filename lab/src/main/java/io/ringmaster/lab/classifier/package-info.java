/** Trains a small network on what a session saw and what the price did next. It learns from a table; it does not act while it learns. */
package io.ringmaster.lab.classifier;
