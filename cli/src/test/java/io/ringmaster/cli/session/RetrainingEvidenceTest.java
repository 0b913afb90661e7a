package io.ringmaster.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.JsonTree;
import io.ringmaster.journal.MessageText;
import io.ringmaster.journal.Sha256;
import io.ringmaster.pipeline.engine.Configurations;
import io.ringmaster.pipeline.engine.RetrainingResult;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.RetrainingVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running session does with the evidence of a retraining. */
class RetrainingEvidenceTest {

    private static final RetrainingResult.Figures FIGURES = new RetrainingResult.Figures(0.2, 0.1, Double.NaN, 0.97, 3);

    @TempDir
    private Path directory;
    private SessionOfModels models;
    private OpenedSettings opened;
    private LiveReconfiguration operator;
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        models = SessionOfModels.ofDemo(directory, "{file: half.onnx, engine: exact, maxUnknown: 4096}");
        models.constant("half.onnx", SessionOfModels.HALF, 2);
        final SessionDirectory session = new SessionDirectory(directory.resolve("session"));
        opened = OpenedSettings.of(Settings.read(models.config(), new TreeMap<>()));
        opened.keepModel(session);
        session.writeConfiguration(opened.settings().canonicalText());
        operator = new LiveReconfiguration(
            session, new LiveSettings(opened, new PreparedConfigurations(Configurations.NONE)),
            (buffer, offset, length) -> events.add(MessageText.nameOf(InputMessage.templateId(buffer, offset))));
        Files.createDirectories(directory.resolve("out"));
    }

    private byte[] newModel() throws IOException {
        return Files.readAllBytes(models.constant("out/" + RetrainingEvidence.MODEL, "Tanh", 2));
    }

    private String hand(final RetrainingVerdict verdict, final String configSha256, final String modelSha256, final String reason) throws IOException {
        final RetrainingEvidence evidence = new RetrainingEvidence(
            new RetrainingResult(
                verdict, new RetrainingResult.Window(1, 2, 3), FIGURES, new RetrainingResult.Models(modelSha256, ""), "", "", reason),
            configSha256);
        return hand(evidence.json().text());
    }

    private String hand(final String text) throws IOException {
        return operator.retrained(Files.writeString(directory.resolve("out").resolve(RetrainingEvidence.FILE), text).toString(), "test");
    }

    private String inForce() {
        return SessionDirectory.sha256(opened.settings().canonicalText());
    }

    private void assertRefused(final String why, final String answer) {
        final String refused = String.valueOf(JsonTree.of(answer).get("refused"));
        assertTrue(refused.contains(why), answer);
        assertEquals(List.of(), events, "the model in force goes on");
    }

    @Test
    void shouldSwapAPromotedModelAndRecordItWithoutAnythingBetween() throws IOException {
        final String answer = hand(RetrainingVerdict.PROMOTED, inForce(), Sha256.of(newModel()), "better");
        assertTrue(answer.startsWith("{\"taken\":\"retrained "), answer);
        assertEquals(List.of("Reconfigured", "RetrainingOutcome"), events);
    }

    @Test
    void shouldOnlyRecordAModelThatIsKept() throws IOException {
        assertEquals("{\"taken\":\"retrained\"}", hand(RetrainingVerdict.KEPT, inForce(), "", "not better"));
        assertEquals("{\"taken\":\"retrained\"}", hand(RetrainingVerdict.FAILED, "", "", "no data"));
        assertEquals(List.of("RetrainingOutcome", "RetrainingOutcome"), events);
    }

    @Test
    void shouldRefuseAModelThatWasComparedUnderAnotherConfiguration() throws IOException {
        final String sha256 = Sha256.of(newModel());
        assertRefused("Retrain again.", hand(RetrainingVerdict.PROMOTED, "0".repeat(64), sha256, "better"));
    }

    @Test
    void shouldRefuseAnotherModelThanThatOfTheEvidence() throws IOException {
        newModel();
        assertRefused("is not the model that the evidence describes", hand(RetrainingVerdict.PROMOTED, inForce(), "0".repeat(64), "better"));
    }

    @Test
    void shouldRefuseAModelThatAStartWouldRefuse() throws IOException {
        assertRefused("model.onnx does not exist", hand(RetrainingVerdict.PROMOTED, inForce(), "0".repeat(64), "better"));
        final byte[] wrong = Files.readAllBytes(models.constant("out/" + RetrainingEvidence.MODEL, "Tanh", 3));
        assertRefused("This head needs 2 numbers", hand(RetrainingVerdict.PROMOTED, inForce(), Sha256.of(wrong), "better"));
    }

    @Test
    void shouldRefuseWhatIsNoEvidence() throws IOException {
        assertRefused("is no evidence of a retraining", hand("no JSON"));
        assertRefused("is no evidence of a retraining: verdict is missing", hand("{}"));
        assertRefused("is no evidence of a retraining", hand("{\"verdict\":\"won\"}"));
        assertRefused("its reason has more than 1000 bytes", hand(RetrainingVerdict.KEPT, inForce(), "", "x".repeat(1_001)));
        assertRefused("with its absolute path", operator.retrained("out/evidence.json", "test"));
        assertRefused("cannot be read", operator.retrained(directory.resolve("none.json").toString(), "test"));
        assertRefused("with its absolute path", operator.retrained("/out/\0", "test"));
    }

    @Test
    void shouldRefuseBeforeTheSwapWhatItCouldNotRecord() throws IOException {
        final String sound = new RetrainingEvidence(
            new RetrainingResult(
                RetrainingVerdict.PROMOTED, new RetrainingResult.Window(1, 2, 3), FIGURES,
                new RetrainingResult.Models(Sha256.of(newModel()), "a".repeat(64)), "", "", "better"), inForce()).json().text();
        assertRefused("runningModelSha256 is no SHA-256", hand(sound.replace("a".repeat(64), "x".repeat(5_000))));
        assertRefused("newDsr is infinite", hand(sound.replace("0.97", "1e999")));
        assertRefused("verdict is 'null_val'", hand(sound.replace("promoted", "null_val")));
        assertTrue(hand(sound).startsWith("{\"taken\""), "the same without the fault is taken");
    }

    /** Such as a pipe, whose reader would wait for ever. */
    @Test
    void shouldReadOnlyRegularFiles() {
        assertRefused("is no regular file", operator.retrained(directory.toString(), "test"));
    }
}
