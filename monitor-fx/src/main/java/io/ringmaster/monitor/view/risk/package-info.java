/** The view of the risk shield: what holds trading back, how much of each limit is used, and what was refused. */
package io.ringmaster.monitor.view.risk;
