/** The same work here and in another project. */
package io.ringmaster.bench.comparison;
