/** The prices and the volume of a bar, and indicators of one bar and the one before. */
package io.ringmaster.strategies.indicator.price;
