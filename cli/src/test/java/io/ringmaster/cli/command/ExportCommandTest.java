package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.ringmaster.cli.Cli;
import io.ringmaster.cli.settings.ModelFiles;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.Engines;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.onnx.OnnxWriter;
import io.ringmaster.journal.JournalReader;
import io.ringmaster.lab.classifier.SeenDecision;
import io.ringmaster.lab.classifier.SeenDecisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another project's reader, Hardwood, reads what is exported. */
class ExportCommandTest {

    @TempDir
    private Path directory;

    private String session() {
        final String session = directory.resolve("session").toString();
        final Cli.Result demo = Cli.run("demo", "--policy", "onnx", "--no-wire", "--speed", "0", "--seconds", "100", "--json", "--journal", session);
        assertEquals(0, demo.exitCode(), demo.err());
        return session;
    }

    @Test
    void shouldExportWhatAModelSawSaidAndEarned() throws IOException {
        final String session = session();
        final Path out = directory.resolve("rows.parquet");

        final Cli.Result result = Cli.run("export", "training", session, "--out", out.toString(), "--json");

        assertEquals(0, result.exitCode(), result.err());
        final List<SeenDecision> seen = seen(Path.of(session));
        assertEquals(String.valueOf(seen.size()), result.json().get("rows"));
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(out)); RowReader rows = reader.rowReader();
             ModelEngine engine = Engines.open(ModelFiles.model(Path.of("bundled")), null, EngineChoice.EXACT).engine()) {
            final Map<String, String> metadata = reader.getFileMetaData().keyValueMetadata();
            final ObservationContract contract = ObservationContract.parse(metadata.get("ringmaster.contract"));
            assertEquals(contract.sha256(), metadata.get("ringmaster.contractSha256"));
            assertEquals(contract.sha256(), result.json().get("contractSha256"));
            double sum = 0;
            double first = Double.NaN;
            double last = Double.NaN;
            boolean isDone = false;
            boolean hasTraded = false;
            for (final SeenDecision each : seen) {
                assertFalse(isDone);
                rows.next();
                final float[] values = new float[contract.length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = rows.getFloat("obs." + contract.names().get(i));
                }
                assertArrayEquals(each.values(), values);
                assertEquals(each.mark(), rows.getDouble("mark"));
                assertEquals(each.timeNs() / 1_000_000, rows.getTimestamp("time").toEpochMilli());
                // What the model says to the exported observation is what the row has.
                System.arraycopy(values, 0, engine.input(), 0, values.length);
                engine.run();
                for (int i = 0; i < engine.output(0).length; i++) {
                    assertEquals(engine.output(0)[i], rows.getFloat("action." + i));
                }
                first = Double.isNaN(first) ? rows.getDouble("equity") : first;
                last = rows.getDouble("equity");
                isDone = rows.getBoolean("done");
                hasTraded |= rows.getDouble("reward") != 0;
                sum += isDone ? 0 : rows.getDouble("reward");
            }
            assertTrue(isDone && hasTraded && !rows.hasNext());
            // The rewards of all decisions are the growth of the account.
            assertEquals(Math.log(last / first), sum, 1e-12);
        }
    }

    private static List<SeenDecision> seen(final Path session) {
        final SeenDecisions seen = new SeenDecisions();
        try (JournalReader reader = JournalReader.open(session.resolve("output"))) {
            while (reader.next()) {
                seen.append(reader.buffer(), reader.offset(), reader.length());
            }
        }
        return seen.all();
    }

    /** The model always wants to be half short, whatever it sees: the account grows as the price falls. */
    @Test
    void shouldExportWhatAModelDoesOverRecordedData() throws IOException {
        final Path config = Files.writeString(directory.resolve("session.yaml"), """
            session: {initialCash: 100000, warmup: 30m}
            instruments: [{symbol: PF_XBTUSD}]
            strategies: [{id: trend, type: rule, timeframe: 1m, parameters: {long: close > sma(5)}}]
            policy:
              {type: model, observation: [meta], observationTimeframe: 1m, maxExposure: 1, model: {file: later.onnx, head: continuous, maxUnknown: 4096}}
            execution: {style: aggressive, cooldown: 0s, riskFraction: 0}
            risk: {maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxDailyLoss: 100000, maxDrawdown: 0.9}
            """);
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (int i = 0; i < 200; i++) {
            final int open = 20_000 - 10 * i;
            bars.append(1_577_836_800_000L + i * 60_000L).append(',').append(open).append(',').append(open).append(',').append(open - 10).append(',')
                .append(open - 10).append(",5\n");
        }
        final Path data = Files.writeString(directory.resolve("bars.csv"), bars);
        final String contract = Cli.run("model", "contract", "--config", config.toString()).out().strip();
        final int features = ObservationContract.parse(contract).length();
        final Path model = Files.write(
            directory.resolve("short.onnx"), new OnnxWriter("short", "observation", features).dense(new float[features][2], new float[] {-0.5f, 1})
                .bytes("action", Map.of("ringmaster.contract", contract)));
        final Path out = directory.resolve("rows.parquet");

        final Cli.Result result = Cli.run(
            "export", "training", "--data", data.toString(), "--config", config.toString(), "--model", model.toString(), "--out", out.toString(), "--json");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("2", result.json().get("outputs"));
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(out)); RowReader rows = reader.rowReader()) {
            double last = 0;
            int count = 0;
            int held = 0;
            while (rows.hasNext()) {
                rows.next();
                count++;
                assertEquals(-0.5f, rows.getFloat("action.0"));
                // Once the position is what it wants, it stays.
                final boolean isHeld = "HOLD".equals(rows.getString("signal"));
                assertEquals(isHeld ? Double.NaN : -0.5, rows.getDouble("target_exposure"));
                held += isHeld ? 1 : 0;
                last = rows.getDouble("equity");
            }
            // Decisions begin behind the warm-up of half an hour.
            assertTrue(count >= 165 && count <= 171, "rows: " + count);
            assertTrue(held >= count - 5 && held < count, "held: " + held);
            // The price falls by 8.5 % from there: half of it, less fees and slippage.
            assertEquals(104_250, last, 400);
        }
    }

    @Test
    void shouldRefuseWhatHasNoActions() throws IOException {
        final Path config = Files.writeString(directory.resolve("session.yaml"), """
            instruments: [{symbol: PF_XBTUSD}]
            strategies: [{id: trend, type: rule, timeframe: 1m, parameters: {long: close > sma(5)}}]
            policy: {type: model, observation: [meta], observationTimeframe: 1m, model: {file: later.onnx, maxUnknown: 4096}}
            """);
        final Path bars = Files.writeString(directory.resolve("bars.csv"), "time_ms,open,high,low,close,volume\n60000,1,1,1,1,1\n120000,1,1,1,1,1\n");
        final String out = directory.resolve("none.parquet").toString();

        final Cli.Result without = Cli.run("export", "training", "--data", bars.toString(), "--config", config.toString(), "--out", out);
        assertEquals(2, without.exitCode());
        assertTrue(without.err().contains("Give the model that decides with --model: without one, there are no actions."), without.err());
        final Cli.Result both = Cli.run("export", "training", directory.toString(), "--model", "bundled", "--out", out);
        assertEquals(2, both.exitCode());
        assertTrue(both.err().contains("--model is for --data: in a session, its own model decided."), both.err());
        assertFalse(Files.exists(Path.of(out)));
    }
}
