/** Makes the example model that is part of the program: {@code scripts/example-model}. */
package io.ringmaster.cli.example;
