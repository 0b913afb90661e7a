/** A running session: how demo, paper and live trading start, run and end, which commands an operator can send, and what the terminal shows. */
package io.ringmaster.cli.session;
