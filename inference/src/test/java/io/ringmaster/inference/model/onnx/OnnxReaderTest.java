package io.ringmaster.inference.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.ringmaster.inference.model.ModelBuilder;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.graph.ModelRefusedException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OnnxReaderTest {

    private static final long SEED = 94_000;

    /** Reads {@code x [N, 2]} times a matrix. */
    private final ModelBuilder builder = new ModelBuilder(17);

    @Test
    void shouldReadWhatAModelSays() {
        final byte[] bytes = good().bytes();
        final Model model = ModelBuilder.read(bytes);

        assertEquals("x [1, 2]", model.graph().input().toString());
        assertEquals("[y [1, 3]]", model.graph().outputs().toString());
        assertEquals(6, model.graph().parameters());
        assertEquals("[MatMul, Tanh]", model.graph().operators().toString());
        assertEquals(17, model.opset());
        assertEquals(new TreeMap<>(Map.of("trainer", "test")), new TreeMap<>(model.metadata()));
        // FIPS 180-2, appendix B.1.
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", OnnxReader.sha256(new byte[] {'a', 'b', 'c'}));
        assertEquals(OnnxReader.sha256(bytes), model.sha256());
        assertEquals(model, model.requireSha256(model.sha256().toUpperCase(java.util.Locale.ROOT)));
    }

    private ModelBuilder good() {
        builder.input("x", "N", 2);
        final String product = builder.node("MatMul", List.of("x", builder.constant(new float[6], 2, 3)));
        return builder.named("y", "Tanh", List.of(product)).output("y", "N", 3);
    }

    @Test
    void shouldRefuseAnotherHash() {
        final Model model = good().model();
        assertEquals("m.onnx: its SHA-256 is " + model.sha256() + ", but 00ff was expected. Give the file that was meant, or correct the hash.",
            assertThrows(ModelRefusedException.class, () -> model.requireSha256("00ff")).getMessage());
    }

    @Test
    void shouldRefuseALargeFile() {
        final byte[] bytes = good().bytes();
        assertEquals("m.onnx: it has more than 100 bytes. Use a smaller network, or raise the limit.",
            assertThrows(ModelRefusedException.class, () -> OnnxReader.read("m.onnx", bytes, 100)).getMessage());
    }

    /** Cut at each length. Where the metadata begins, the rest is a model without metadata: that file has another hash. */
    @Test
    void shouldRefuseATruncatedFile() {
        final byte[] bytes = good().bytes();
        final int metadata = builder.proto().clearMetadataProps().build().getSerializedSize();
        for (int length = 0; length < bytes.length; length++) {
            final byte[] cut = Arrays.copyOf(bytes, length);
            if (length == metadata) {
                assertEquals(Map.of(), ModelBuilder.read(cut).metadata());
                continue;
            }
            final ModelRefusedException refused = assertThrows(ModelRefusedException.class, () -> ModelBuilder.read(cut), "length=" + length);
            assertTrue(refused.getMessage().startsWith("m.onnx: it"), refused.getMessage());
        }
    }

    /** A flipped byte gives a refusal or a model, never another failure. */
    @Test
    void shouldSurviveDamage() {
        final byte[] bytes = good().bytes();
        final SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            final byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                ModelBuilder.read(damaged);
            } catch (final ModelRefusedException e) {
                refused++;
            }
        }
        assertTrue(refused > 1_000, refused + " refused, seed=" + SEED);
    }

    @Test
    void shouldRefuseWhatIsNoModel() {
        final String message = "m.onnx: it is not an ONNX model, or it is truncated. Give a complete .onnx file.";
        for (final byte[] bytes : List.of(new byte[0], "hello, world".getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[] {(byte) 0x80})) {
            assertEquals(message, assertThrows(ModelRefusedException.class, () -> ModelBuilder.read(bytes)).getMessage());
        }
    }

    @Test
    void shouldRefuseUnknownVersions() {
        final String range = ". Export it with an opset from 7 to 26.";
        assertRefused("its opset is 6" + range, good().proto().setOpsetImport(0, opset("", 6)));
        assertRefused("its opset is 27" + range, builder.proto().setOpsetImport(0, opset("ai.onnx", 27)));
        assertRefused("its opset is missing" + range, builder.proto().setOpsetImport(0, opset("ai.onnx.ml", 3)));
        assertRefused("its format has version 14, and the newest known is 13. Export it with an older one.", builder.proto().setIrVersion(14));
    }

    private static OperatorSetIdProto opset(final String domain, final long version) {
        return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
    }

    @Test
    void shouldRefuseOperatorsThatAreNotOnnx() {
        good().graph().getNodeBuilder(1).setDomain("com.example");
        assertRefused("operator com.example.Tanh is not one of ONNX's own. Export it with those only.", builder.proto());
        builder.graph().getNodeBuilder(1).setOpType("Tanh\n\u001b[2J").setDomain("com.example");
        assertRefused("operator com.example.Tanh??[2J is not one of ONNX's own. Export it with those only.", builder.proto());
        builder.graph().getNodeBuilder(1).setOpType("Tanh").setDomain("");
        assertRefused("it defines the function Mine. Export it with ONNX's own operators only.",
            builder.proto().addFunctions(FunctionProto.newBuilder().setName("Mine").setDomain("com.example")));
    }

    @Test
    void shouldRefuseOperatorsThatDrawOrLoop() {
        good().graph().getNodeBuilder(1).setOpType("RandomNormalLike");
        assertRefused("operator RandomNormalLike draws random numbers, so a replay would differ. Export the deterministic policy.", builder.proto());
        builder.graph().getNodeBuilder(1).setOpType("Loop").addAttribute(AttributeProto.newBuilder().setName("body")
            .setType(AttributeProto.AttributeType.GRAPH).setG(GraphProto.getDefaultInstance()));
        assertRefused("attribute \"body\" holds a graph, as If, Loop and Scan do, so its run time has no bound. Export a network without control flow.",
            builder.proto());
    }

    /** However deep: as a weight, and as the value of a node. */
    @Test
    void shouldRefuseExternalData() {
        final String message = "constant \"weights\" is in another file, which the hash of the model does not cover. Export the model with all weights inside.";
        final TensorProto.Builder external = TensorProto.newBuilder().setName("weights").setDataType(DataType.FLOAT.getNumber()).addDims(1);
        final TensorProto located = external.clone().setDataLocation(TensorProto.DataLocation.EXTERNAL).build();
        final TensorProto named = external.clone().addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd")).build();
        for (final TensorProto tensor : List.of(located, named)) {
            assertRefused(message, goodGraph().addInitializer(tensor));
            assertRefused(message, goodGraph().addNode(NodeProto.newBuilder().setOpType("Constant").addOutput("c").addAttribute(
                AttributeProto.newBuilder().setName("value").setType(AttributeProto.AttributeType.TENSOR).setT(tensor))));
        }
    }

    private static GraphProto.Builder goodGraph() {
        return new OnnxReaderTest().good().graph();
    }

    private static void assertRefused(final String message, final GraphProto.Builder graph) {
        assertRefused(message, new ModelBuilder(17).proto().setGraph(graph));
    }

    /** A file of a few bytes that claims a terabyte. */
    @Test
    void shouldAllocateNothingForDataThatIsNotThere() {
        final TensorProto.Builder bomb = TensorProto.newBuilder().setDataType(DataType.FLOAT.getNumber());
        final String name = good().add(bomb.clone(), 1L << 20, 1L << 20);
        final byte[] bytes = builder.bytes();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        final String found = assertThrows(ModelRefusedException.class, () -> ModelBuilder.read(bytes)).getMessage();
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals("m.onnx: constant \"" + name + "\" has the shape [1048576, 1048576], but its data has the size of 0 elements. "
            + "The file is damaged: export it again.", found);
        assertTrue(allocated < 20_000_000, allocated + " bytes");
    }

    @Test
    void shouldRefuseShapesThatDoNotFitTheData() {
        final TensorProto.Builder three = TensorProto.newBuilder().setDataType(DataType.FLOAT.getNumber()).setName("w").addDims(4)
            .addFloatData(1).addFloatData(2).addFloatData(3);
        final String damaged = " elements. The file is damaged: export it again.";
        assertRefused("constant \"w\" has the shape [4], but its data has the size of 3" + damaged, goodGraph().addInitializer(three));
        assertRefused("constant \"w\" has the shape [4], but its data has the size of 4" + damaged,
            goodGraph().addInitializer(three.clone().clearFloatData().setRawData(ByteString.copyFrom(new byte[17]))));
        assertRefused("constant \"w\" has the dimension -4. A dimension is between 0 and 2147483647. The file is damaged: export it again.",
            goodGraph().addInitializer(three.clone().setDims(0, -4)));
        assertRefused("constant \"w\" has the element type STRING, which policies do not use. Export the weights as float32.",
            goodGraph().addInitializer(three.clone().setDataType(DataType.STRING.getNumber())));
        assertRefused("constant \"w\" has the element type number 99, which policies do not use. Export the weights as float32.",
            goodGraph().addInitializer(three.clone().setDataType(99)));
        assertRefused("constant \"w\" is sparse: it may claim more memory than the file has. Export it dense.",
            goodGraph().addSparseInitializer(SparseTensorProto.newBuilder().setValues(three).addDims(1L << 40)));
    }

    /** A million small parts become a hundred megabytes; a thousand nested ones overflow a stack. */
    @Test
    void shouldRefuseManyAndDeepParts() {
        final ModelProto.Builder many = good().proto();
        for (int i = 0; i < 500; i++) {
            many.addMetadataProps(StringStringEntryProto.getDefaultInstance());
        }
        assertEquals(17, ModelBuilder.read(many.build().toByteArray()).opset());
        final byte[] bomb = new byte[2 * (PartCount.MOST + 1)];
        for (int i = 0; i < bomb.length; i += 2) {
            bomb[i] = ModelProto.METADATA_PROPS_FIELD_NUMBER << 3 | 2;
        }
        assertEquals("m.onnx: it has more than 1,000,000 parts. Store weights as raw data, not as single numbers, and use a smaller network.",
            assertThrows(ModelRefusedException.class, () -> ModelBuilder.read(bomb)).getMessage());

        GraphProto graph = GraphProto.getDefaultInstance();
        for (int i = 0; i < 40; i++) {
            graph = GraphProto.newBuilder().addNode(NodeProto.newBuilder().addAttribute(AttributeProto.newBuilder().setG(graph))).build();
        }
        assertRefused("its parts are nested more than 32 deep, which no policy needs.", graph.toBuilder());
    }

    @Test
    void shouldRefuseTensorsThatGrow() {
        final String sizes = good().integers(1 << 13, 1 << 13);
        builder.node("ConstantOfShape", List.of(sizes));
        assertRefused("ConstantOfShape makes a tensor of more than 16,777,216 elements. Use a smaller network.", builder.proto());
    }

    @Test
    void shouldRefuseOtherInputs() {
        final String needed = " A policy has one input: float32 with the shape [1, features] or [batch, features], at most 4096 features.";
        assertRefused("it has 0 inputs." + needed, goodGraph().clearInput());
        assertRefused("it has 2 inputs." + needed, goodGraph().addInput(ModelBuilder.port("z", DataType.FLOAT, "N", 2)));
        final String fit = " does not fit." + needed;
        assertRefused("input \"x\" double [N, 2]" + fit, input(DataType.DOUBLE, "N", 2));
        assertRefused("input \"x\" float32 [2]" + fit, input(DataType.FLOAT, 2));
        assertRefused("input \"x\" float32 [4, 2]" + fit, input(DataType.FLOAT, 4, 2));
        assertRefused("input \"x\" float32 [N, M]" + fit, input(DataType.FLOAT, "N", "M"));
        assertRefused("input \"x\" float32 [1, 4097]" + fit, input(DataType.FLOAT, 1, 4097));
        assertRefused("input \"x\" float32 [1, 1099511627776]" + fit, input(DataType.FLOAT, 1, 1L << 40));
        assertRefused("input \"x\" float32 [1, 2, 3]" + fit, input(DataType.FLOAT, 1, 2, 3));
        final GraphProto.Builder shapeless = goodGraph();
        shapeless.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().clearShape();
        assertRefused("input \"x\" float32 without a shape" + fit, shapeless);
        final GraphProto.Builder untyped = goodGraph();
        untyped.getInputBuilder(0).clearType();
        assertRefused("input \"x\", which is no tensor," + fit, untyped);
    }

    private static GraphProto.Builder input(final DataType type, final Object... dims) {
        return goodGraph().setInput(0, ModelBuilder.port("x", type, dims));
    }

    @Test
    void shouldRefuseOtherOutputs() {
        final String needed = " Every output is float32 with a known shape for one observation, such as [batch, 3], at most 4096 numbers.";
        assertRefused("it has no output." + needed, goodGraph().clearOutput());
        assertRefused("output \"y\" int64 [N, 3] does not fit." + needed, goodGraph().setOutput(0, ModelBuilder.port("y", DataType.INT64, "N", 3)));
        assertRefused("output \"y\" float32 [N, wide] does not fit." + needed, goodGraph().setOutput(0, ModelBuilder.port("y", DataType.FLOAT, "N", "wide")));
        assertRefused("output \"y\" float32 [1, 64, 65] does not fit." + needed, goodGraph().setOutput(0, ModelBuilder.port("y", DataType.FLOAT, 1, 64, 65)));
        for (final Object[] dims : List.of(new Object[] {"N", 1}, new Object[] {"N"}, new Object[] {3}, new Object[] {})) {
            final GraphProto.Builder graph = goodGraph().setOutput(0, ModelBuilder.port("y", DataType.FLOAT, dims));
            assertEquals(1, ModelBuilder.read(new ModelBuilder(17).proto().setGraph(graph).build().toByteArray()).graph().outputs().size());
        }
    }

    private static void assertRefused(final String message, final ModelProto.Builder model) {
        final byte[] bytes = model.build().toByteArray();
        assertEquals("m.onnx: " + message, assertThrows(ModelRefusedException.class, () -> ModelBuilder.read(bytes)).getMessage());
    }
}
