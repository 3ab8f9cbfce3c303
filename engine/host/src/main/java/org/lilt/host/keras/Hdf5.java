package org.lilt.host.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lilt.engine.network.ModelException;

/**
 * An HDF5 file of which nothing is believed. jHDF reads it from memory, where an address outside the file is an error and not an
 * allocation; links, filters, and types other than IEEE floating point are refused, since Keras writes none. All tensors together
 * may not be larger than the file.
 */
final class Hdf5 {
    /** More names than any model has layers, or any layer weights. */
    private static final int MAXIMUM_NAMES = 4_096;
    /** The largest side of a tensor that a model folder takes. */
    private static final int MAXIMUM_SIDE = 1 << 16;

    private final Path file;
    private final Group root;
    /** Bytes of tensors that may still be read. */
    private long budget;

    private Hdf5(Path file, ByteBuffer bytes) throws ModelException {
        this.file = file;
        budget = bytes.capacity();
        HdfFile opened = guarded("", () -> HdfFile.fromByteBuffer(bytes));
        root = opened;
        long end = opened.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        if (end > budget) {
            throw wrong("", budget + " bytes long, but it says that it has " + end + "; it is cut off");
        }
    }

    static Hdf5 open(Path file) throws ModelException {
        if (Files.isDirectory(file)) {
            throw new ModelException(file + ": a folder, not an HDF5 file");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new ModelException(file + ": larger than " + Integer.MAX_VALUE + " bytes");
            }
            // The mapping outlives the channel; it costs memory only where it is read.
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            if (bytes.capacity() > 1 && bytes.get(0) == 'P' && bytes.get(1) == 'K') {
                throw new ModelException(file
                        + ": a zip archive, not an HDF5 file; unzip a .keras file and import its model.weights.h5");
            }
            return new Hdf5(file, bytes);
        } catch (NoSuchFileException e) {
            throw new ModelException(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new ModelException(file + ": permission denied", e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    Group root() {
        return root;
    }

    ModelException wrong(String place, String reason) {
        return new ModelException(file + ": " + (place.isEmpty() ? "" : printable(place) + ": ") + reason);
    }

    /** The group of a path, or null when there is none. */
    Group group(Group parent, String path) throws ModelException {
        return node(parent, path) instanceof Group group ? group : null;
    }

    /** Names of what a group holds. */
    List<String> children(Group group) throws ModelException {
        return guarded(place(group, ""), () -> List.copyOf(group.getChildren().keySet()));
    }

    /** The text of an attribute, or null when there is none. */
    String text(Group group, String attribute) throws ModelException {
        List<String> texts = texts(group, attribute);
        if (texts == null) {
            return null;
        }
        if (texts.size() != 1) {
            throw wrong(place(group, attribute), "not one text");
        }
        return texts.get(0);
    }

    /**
     * The texts of an attribute, or null when there is none. Keras splits what is too long for one attribute {@code NAME} over {@code
     * NAME0}, {@code NAME1}, ...
     */
    List<String> texts(Group group, String attribute) throws ModelException {
        List<String> whole = textsOfOne(group, attribute);
        List<String> part = whole == null ? textsOfOne(group, attribute + 0) : null;
        for (int n = 1; part != null; n++) {
            whole = whole == null ? new ArrayList<>() : whole;
            whole.addAll(part);
            part = n < MAXIMUM_NAMES ? textsOfOne(group, attribute + n) : null;
        }
        return whole;
    }

    private List<String> textsOfOne(Group group, String name) throws ModelException {
        String place = place(group, name);
        Attribute attribute = guarded(place, () -> group.getAttribute(name));
        if (attribute == null) {
            return null;
        }
        if (guarded(place, attribute::isEmpty)) {
            return new ArrayList<>();
        }
        if (guarded(place, attribute::getSize) > MAXIMUM_NAMES) {
            throw wrong(place, "more than " + MAXIMUM_NAMES + " texts");
        }
        if (guarded(place, attribute::getSizeInBytes) > budget) {
            throw wrong(place, "larger than the file");
        }
        Object data = guarded(place, attribute::getData);
        List<String> texts = new ArrayList<>();
        for (Object text : data instanceof Object[] several ? several : new Object[] {data}) {
            if (!(text instanceof String string)) {
                throw wrong(place, "not text");
            }
            texts.add(string);
        }
        return texts;
    }

    /** The tensor of a path; its type, layout and size are checked, its numbers not yet read. */
    Tensor tensor(Group parent, String path) throws ModelException {
        String place = place(parent, path);
        if (!(node(parent, path) instanceof Dataset dataset)) {
            throw wrong(place, "missing");
        }
        if (!(dataset instanceof ContiguousDataset contiguous)) {
            throw wrong(place, "stored as " + dataset.getDataLayout() + "; Keras stores a tensor in one piece");
        }
        int[] shape = guarded(place, contiguous::getDimensions);
        return new Tensor(place, shape, () -> rows(place, contiguous, shape));
    }

    private float[][] rows(String place, ContiguousDataset dataset, int[] shape) throws ModelException {
        if (shape.length < 1 || shape.length > 2) {
            throw wrong(place, "has " + shape.length + " dimensions, not 1 or 2");
        }
        int height = shape.length == 1 ? 1 : shape[0];
        int width = shape[shape.length - 1];
        if (height < 1 || width < 1 || height > MAXIMUM_SIDE || width > MAXIMUM_SIDE) {
            throw wrong(
                    place,
                    "is " + height + " x " + width + ", not from 1 x 1 to " + MAXIMUM_SIDE + " x " + MAXIMUM_SIDE);
        }
        int bytes = guarded(place, () -> dataset.getDataType().getSize());
        boolean isDouble = bytes == Double.BYTES;
        if (!(dataset.getDataType() instanceof FloatingPoint) || !isDouble && bytes != Float.BYTES) {
            throw wrong(place, "neither float32 nor float64");
        }
        long size = (long) height * width * bytes;
        if (size > budget) {
            throw wrong(
                    place,
                    shape.length == 1
                            ? width + " numbers"
                            : height + " x " + width + " numbers are more than the file holds");
        }
        budget -= size;
        ByteBuffer data = guarded(place, dataset::getBuffer);
        if (data.remaining() != size) {
            throw wrong(place, data.remaining() + " bytes, not " + size);
        }
        float[][] rows = new float[height][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = isDouble ? (float) data.getDouble() : data.getFloat();
            }
        }
        return rows;
    }

    /** What stands at a path, or null; a link leads nowhere that Keras would write. */
    private Node node(Group parent, String path) throws ModelException {
        Node node = parent;
        for (String name : path.split("/")) {
            if (!(node instanceof Group group)) {
                return null;
            }
            node = guarded(place(parent, path), () -> group.getChild(name));
            if (node != null && node.isLink()) {
                throw wrong(place(parent, path), "a link");
            }
        }
        return node;
    }

    private String place(Group group, String name) throws ModelException {
        String path = guarded("", group::getPath);
        return (path.startsWith("/") ? path.substring(1) : path) + name;
    }

    /**
     * Asks jHDF. It believes the file's offsets, counts and links, and what a broken one makes it throw is an error of the file: also
     * a stack that cycles have filled, or a memory that a made-up size has.
     */
    private <T> T guarded(String place, Supplier<T> question) throws ModelException {
        try {
            return question.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw new ModelException(
                    wrong(place, "not readable as HDF5: " + printable(reason)).getMessage(), e);
        }
    }

    /** Text of a file in a message: on one line, short, without what a terminal obeys. */
    static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 120 ? line : line.substring(0, 120) + "...";
    }
}
