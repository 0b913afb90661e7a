/** Messages that have had more than one form: one reader for all of them, so that old journals stay readable. */
package io.ringmaster.schema.versions;
