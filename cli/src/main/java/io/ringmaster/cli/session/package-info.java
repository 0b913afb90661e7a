/** A running session: how demo, paper and live trading start, run and end, what an operator can ask of them, and what the terminal shows. */
package io.ringmaster.cli.session;
