package io.ringmaster.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: prints the script that a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = {
        "Prints a script that lets bash or zsh complete commands and options when you press Tab.",
        "Load it in ~/.bashrc, or once in your current shell."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  source <(./ringmaster completion)"})
public final class CompletionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        System.out.print(AutoComplete.bash("ringmaster", spec.root().commandLine()));
        System.out.flush();
    }
}
