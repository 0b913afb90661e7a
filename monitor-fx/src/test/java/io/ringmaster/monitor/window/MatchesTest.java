package io.ringmaster.monitor.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.monitor.view.kit.Command;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchesTest {

    private static final List<Command> COMMANDS = Stream.of("Go to the next fill", "Open the view Portfolio", "Follow live", "Play or pause")
        .map(name -> new Command(name, "", () -> { })).toList();

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "next; Go to the next fill", "FILL go; Go to the next fill", "fol; Follow live|Open the view Portfolio", "folio; Open the view Portfolio",
        "p; Open the view Portfolio|Play or pause", "nothing; ''", "'  '; Go to the next fill|Open the view Portfolio|Follow live|Play or pause"})
    void shouldFindWhatHasEveryWordAndPutWhatBeginsSoFirst(final String typed, final String found) {
        assertEquals(found, String.join("|", Matches.of(typed, COMMANDS).stream().map(Command::name).toList()));
    }
}
