package io.ringmaster.cli.machine;

/**
 * One thing that was looked at.
 *
 * @param isRequired whether the use needs it; otherwise it costs speed or comfort only
 * @param found      what there is
 * @param fix        the command or setting that mends it; empty if it is right
 */
public record Check(String name, boolean isOk, boolean isRequired, String found, String fix) {

    /** @param fix used only if it is wrong */
    static Check of(final String name, final boolean isRequired, final boolean isOk, final String found, final String fix) {
        return new Check(name, isOk, isRequired, found, isOk ? "" : fix);
    }
}
