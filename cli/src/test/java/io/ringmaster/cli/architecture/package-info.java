/** The fences between modules, and around determinism and money, as tests; each is shown to catch a class that breaks it. */
package io.ringmaster.cli.architecture;
