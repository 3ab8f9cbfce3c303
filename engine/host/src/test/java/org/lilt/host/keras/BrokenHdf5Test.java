package org.lilt.host.keras;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lilt.engine.network.ModelException;

/** Files that are cut off, or whose bits have been turned: an error of one line, no trace, no wait, no memory beyond the file's size. */
class BrokenHdf5Test {
    private static final int MUTATIONS = 400;
    /** A sound file of 40 KB costs a fifth of this. */
    private static final long MOST_BYTES = 16 << 20;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"keras2-weights.h5", "keras2-model.h5", "keras3.weights.h5", "keras3-model.h5"})
    void aFileThatIsCutOffIsRefused(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.file(name));
        for (int length = 0; length < whole.length; length += 389) {
            Path cut = write(Arrays.copyOf(whole, length));
            ModelException e = assertThrows(ModelException.class, () -> importOf(cut), name + " to " + length);
            assertOneLine(e, cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keras2-weights.h5", "keras2-model.h5", "keras3.weights.h5", "keras3-model.h5"})
    void turnedBitsGiveAModelOrAnErrorOfOneLine(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixtures.file(name));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(5);
        int refused = 0;
        for (int n = 0; n < MUTATIONS; n++) {
            byte[] turned = whole.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                int at = random.nextInt(whole.length);
                turned[at] = (byte) (random.nextBoolean() ? turned[at] ^ 1 << random.nextInt(8) : random.nextInt());
            }
            Path file = write(turned);
            String what = name + ", mutation " + n;
            long bytes = assertTimeoutPreemptively(
                    LONGEST,
                    () -> {
                        long before = threads.getCurrentThreadAllocatedBytes();
                        try {
                            importOf(file);
                        } catch (ModelException e) {
                            assertOneLine(e, file);
                            return before - threads.getCurrentThreadAllocatedBytes();
                        }
                        return threads.getCurrentThreadAllocatedBytes() - before;
                    },
                    what);
            refused += bytes < 0 ? 1 : 0;
            assertTrue(Math.abs(bytes) < MOST_BYTES, what + " allocated " + Math.abs(bytes));
        }
        assertTrue(refused > MUTATIONS / 50 && refused < MUTATIONS, refused + " refused");
    }

    private static void importOf(Path file) throws ModelException {
        KerasImport.read(file, Fixtures.vocabulary(), null);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("broken.h5"), bytes);
    }

    private static void assertOneLine(ModelException e, Path file) {
        String message = e.getMessage();
        assertTrue(message.contains(file + ": ") || message.contains(file + " has "), message);
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
        assertTrue(message.length() < 1_000, message);
    }
}
