/** The view of the account: its money, its positions, and how they came about. */
package io.ringmaster.monitor.view.portfolio;
