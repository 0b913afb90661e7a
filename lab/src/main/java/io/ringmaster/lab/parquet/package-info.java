/** Tables as Parquet files. */
package io.ringmaster.lab.parquet;
