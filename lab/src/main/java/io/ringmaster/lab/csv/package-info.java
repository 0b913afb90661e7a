/** Tables as CSV files. */
package io.ringmaster.lab.csv;
