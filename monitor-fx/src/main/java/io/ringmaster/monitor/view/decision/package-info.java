/** What the policy saw, wanted and got. */
package io.ringmaster.monitor.view.decision;
