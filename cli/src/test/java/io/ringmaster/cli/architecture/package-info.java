/** The rules for modules, determinism and money, as tests; a test shows that each rule catches a class that breaks it. */
package io.ringmaster.cli.architecture;
