package org.lilt.engine.plugins;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.lilt.plugin.ApiVersion;

/** What was found in jars, by their content and the version of the plugin interface; kept in a file. */
final class ScanCache {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "plugins.json";

    private final Path file;
    private final Map<String, ScanResult> results = new TreeMap<>();

    /** Reads the file; one that is not there or cannot be read is like an empty one. */
    ScanCache(Path folder) {
        file = folder.resolve(FILE);
        try {
            if (Files.isRegularFile(file)) {
                results.putAll(JSON.readValue(file.toFile(), new TypeReference<Map<String, ScanResult>>() {}));
            }
        } catch (IOException e) {
            results.clear(); // all is scanned again
        }
    }

    ScanResult get(String key) {
        return results.get(key);
    }

    void put(String key, ScanResult result) throws IOException {
        results.put(key, result);
        Files.createDirectories(file.getParent());
        Path beside = Files.createTempFile(file.getParent(), FILE, ".tmp");
        JSON.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), results);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static String key(Path jar) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest) + "-" + ApiVersion.CURRENT;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
