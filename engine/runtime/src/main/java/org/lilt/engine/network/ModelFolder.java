package org.lilt.engine.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model on disk: a folder with {@code config.json} ({@code vocabulary}, {@code embedding}, {@code hidden}, {@code
 * recurrent_activation}, perhaps a {@code primer} (see {@link Model#primer}), and whatever else is worth noting) and {@code
 * model.safetensors} (little-endian float32: {@code embedding.weight} [V,E]; for each layer {@code lstm.l.kernel} [in,4H], {@code
 * lstm.l.recurrent_kernel} [H,4H], {@code lstm.l.bias} [4H]; {@code dense.kernel} [H,V], {@code dense.bias} [V]). Reading trusts
 * nothing in it.
 */
public final class ModelFolder {
    /** Name of the file that describes the network. */
    public static final String CONFIG = "config.json";

    /** Name of the file with the numbers. */
    public static final String WEIGHTS = "model.safetensors";

    private ModelFolder() {}

    /**
     * Reads a model folder.
     *
     * @param folder the folder
     * @return the model
     * @throws ModelException when a file is missing, cannot be read or is broken; one line with file, place and reason
     */
    public static Model read(Path folder) throws ModelException {
        Path config = folder.resolve(CONFIG);
        Path weights = folder.resolve(WEIGHTS);
        try (InputStream configIn = open(config);
                InputStream weightsIn = new BufferedInputStream(open(weights))) {
            return read(config.toString(), configIn, weights.toString(), weightsIn, Files.size(weights));
        } catch (IOException e) {
            throw new ModelException(folder + ": cannot be read: " + reason(e), e);
        }
    }

    /**
     * Reads a model from streams, such as the resources of a jar. The streams are read to their ends and not closed.
     *
     * @param name how messages name the model
     * @param config the bytes of {@code config.json}
     * @param weights the bytes of {@code model.safetensors}
     * @return the model
     * @throws ModelException when it cannot be read or is broken; one line with name, file, place and reason
     */
    public static Model read(String name, InputStream config, InputStream weights) throws ModelException {
        try {
            return read(name + "/" + CONFIG, config, name + "/" + WEIGHTS, new BufferedInputStream(weights), -1);
        } catch (IOException e) {
            throw new ModelException(name + ": cannot be read: " + reason(e), e);
        }
    }

    /**
     * Writes a model folder, making the folder where it is missing. Each file is written beside its place and then moved there, so
     * that no half-written file is ever seen.
     *
     * @param model the model
     * @param folder the folder
     * @throws ModelException when it cannot be written; one line with folder and reason
     */
    public static void write(Model model, Path folder) throws ModelException {
        int[] hidden = model.layers().stream().mapToInt(Model.Layer::hidden).toArray();
        Map<String, int[]> shapes = Model.shapes(model.vocabularySize(), model.embeddingSize(), hidden);
        try {
            Files.createDirectories(folder);
            replace(folder.resolve(WEIGHTS), out -> Safetensors.write(out, model.tensors(), shapes));
            replace(folder.resolve(CONFIG), out -> out.write(ModelConfig.write(model)));
        } catch (IOException e) {
            throw new ModelException(folder + ": cannot be written: " + reason(e), e);
        }
    }

    private static Model read(String configFile, InputStream config, String weightsFile, InputStream weights, long size)
            throws ModelException, IOException {
        ModelConfig c = ModelConfig.read(configFile, config);
        Map<String, float[][]> tensors = Safetensors.read(
                weightsFile, weights, size, Model.shapes(c.vocabulary().length, c.embedding(), c.hidden()));
        List<Model.Layer> layers = new ArrayList<>();
        for (int l = 0; l < c.hidden().length; l++) {
            String layer = "lstm." + l;
            layers.add(new Model.Layer(
                    tensors.get(layer + ".kernel"),
                    tensors.get(layer + ".recurrent_kernel"),
                    tensors.get(layer + ".bias")[0]));
        }
        try {
            return new Model(
                    c.vocabulary(),
                    c.recurrentActivation(),
                    tensors.get("embedding.weight"),
                    layers,
                    tensors.get("dense.kernel"),
                    tensors.get("dense.bias")[0],
                    c.extra());
        } catch (IllegalArgumentException e) {
            throw new ModelException(weightsFile + ": " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws ModelException {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new ModelException(file + ": " + reason(e), e);
        }
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.to(out);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The JDK's file exceptions carry the bare path as their message; the class says what happened. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        return e.getMessage();
    }
}
