package org.lilt.engine.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format, float32 only: eight bytes of header length (little-endian), a JSON header of names, shapes and offsets, then
 * the numbers without gaps. Source: the format section of github.com/huggingface/safetensors. A reader that knows which tensors it
 * wants, so that nothing is allocated on the word of the file.
 */
final class Safetensors {
    private static final int LENGTH_BYTES = 8;
    /** A header has about 100 bytes a tensor; this is room for ten thousand. */
    private static final int MAXIMUM_HEADER = 1 << 20;

    private Safetensors() {}

    private record Entry(String name, int height, int width, long begin, long end) {}

    /**
     * Reads exactly the tensors of {@code shapes}, each as rows (a vector is one row).
     *
     * @param size bytes of the whole file, or -1 when the stream does not know
     */
    static Map<String, float[][]> read(String file, InputStream in, long size, Map<String, int[]> shapes)
            throws ModelException, IOException {
        long length = ByteBuffer.wrap(bytes(file, "header length", in, LENGTH_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > MAXIMUM_HEADER) {
            throw new ModelException(file + ": header length: " + Long.toUnsignedString(length) + " is not from 2 to "
                    + MAXIMUM_HEADER + "; not a safetensors file");
        }
        List<Entry> entries = entries(file, bytes(file, "header", in, (int) length), shapes);
        long whole = LENGTH_BYTES + length + entries.get(entries.size() - 1).end();
        if (size >= 0 && size != whole) {
            throw new ModelException(file + ": " + size + " bytes long, but its header describes " + whole);
        }
        Map<String, float[][]> tensors = new HashMap<>();
        for (Entry entry : entries) {
            tensors.put(entry.name(), rows(file, in, entry));
        }
        if (in.read() >= 0) {
            throw new ModelException(file + ": more bytes than the " + whole + " that its header describes");
        }
        return tensors;
    }

    /** Writes tensors in the order of the map; {@code shapes} has the same names. */
    static void write(OutputStream out, Map<String, float[][]> tensors, Map<String, int[]> shapes) throws IOException {
        ObjectNode header = ModelConfig.JSON.createObjectNode();
        long offset = 0;
        for (String name : tensors.keySet()) {
            long end = offset + Float.BYTES * elements(shapes.get(name));
            ObjectNode entry = header.putObject(name).put("dtype", "F32");
            Arrays.stream(shapes.get(name)).forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        // Padded with spaces so that the numbers start at a multiple of eight: readers map them into memory.
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        out.write(little(LENGTH_BYTES).putLong(padded.length).array());
        out.write(padded);
        for (float[][] rows : tensors.values()) {
            for (float[] row : rows) {
                ByteBuffer buffer = little(Float.BYTES * row.length);
                buffer.asFloatBuffer().put(row);
                out.write(buffer.array());
            }
        }
    }

    /** The wanted tensors in the order of their bytes, checked to lie one after another from the first byte. */
    private static List<Entry> entries(String file, byte[] header, Map<String, int[]> shapes) throws ModelException {
        if (!(ModelConfig.parse(file + ": header", header) instanceof ObjectNode object)) {
            throw new ModelException(file + ": header: not a JSON object");
        }
        object.remove("__metadata__");
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!shapes.containsKey(name)) {
                throw new ModelException(
                        file + ": tensor " + quoted(name) + ": not part of the network in config.json");
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, int[]> wanted : shapes.entrySet()) {
            entries.add(entry(file, wanted.getKey(), object.get(wanted.getKey()), wanted.getValue()));
        }
        entries.sort(Comparator.comparingLong(Entry::begin));
        long offset = 0;
        for (Entry entry : entries) {
            if (entry.begin() != offset) {
                throw new ModelException(file + ": tensor " + entry.name() + ": begins at byte " + entry.begin()
                        + " of the numbers, not at " + offset);
            }
            offset = entry.end();
        }
        return entries;
    }

    private static Entry entry(String file, String name, JsonNode node, int[] shape) throws ModelException {
        String place = file + ": tensor " + name + ": ";
        if (node == null) {
            throw new ModelException(place + "missing");
        }
        if (!"F32".equals(node.path("dtype").textValue())) {
            throw new ModelException(place + "dtype " + brief(node.path("dtype")) + " is not \"F32\"");
        }
        if (!Arrays.equals(shape, integers(node.path("shape")))) {
            throw new ModelException(place + "shape " + brief(node.path("shape")) + " is not " + Arrays.toString(shape)
                    + " as config.json asks");
        }
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        long bytes = Float.BYTES * elements(shape);
        if (offsets.size() != 2 || begin < 0 || end < begin || end - begin != bytes) {
            throw new ModelException(place + "data_offsets " + brief(offsets) + " do not span " + bytes + " bytes");
        }
        return new Entry(name, shape.length == 1 ? 1 : shape[0], shape[shape.length - 1], begin, end);
    }

    /** Reads row by row: a file that is shorter than it says costs no more memory than it has bytes. */
    private static float[][] rows(String file, InputStream in, Entry entry) throws ModelException, IOException {
        float[][] rows = new float[entry.height()][];
        byte[] row = new byte[Float.BYTES * entry.width()];
        FloatBuffer numbers =
                ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int r = 0; r < rows.length; r++) {
            if (in.readNBytes(row, 0, row.length) < row.length) {
                throw cutOff(file, "tensor " + entry.name() + " row " + r);
            }
            rows[r] = new float[entry.width()];
            numbers.rewind().get(rows[r]);
        }
        return rows;
    }

    private static byte[] bytes(String file, String place, InputStream in, int count)
            throws ModelException, IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw cutOff(file, place);
        }
        return bytes;
    }

    private static ModelException cutOff(String file, String place) {
        return new ModelException(file + ": " + place + ": the file ends here; it is cut off");
    }

    private static int[] integers(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).isInt() ? array.get(i).intValue() : -1;
        }
        return values;
    }

    private static long elements(int[] shape) {
        return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Text of a file in a message: quoted, so that it stays on one line, and short. */
    private static String brief(JsonNode node) {
        String text = node.isMissingNode() ? "(missing)" : node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static String quoted(String text) {
        return brief(ModelConfig.JSON.getNodeFactory().textNode(text));
    }
}
