/** Journals as sources and as judges: what was recorded is played again, and what is said now is held against what was said then. */
package io.ringmaster.pipeline.replay;
