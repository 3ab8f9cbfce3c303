package org.lilt.host.keras;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.lilt.engine.network.ModelException;

/** JSON that must be whole and name nothing twice. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Parses; errors are one line with {@code place}, line and column. */
    static JsonNode parse(String place, byte[] json) throws ModelException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ": line " + e.getLocation().getLineNr() + " column "
                            + e.getLocation().getColumnNr();
            String reason = e.getOriginalMessage() == null
                    ? "not JSON"
                    : e.getOriginalMessage().lines().findFirst().orElse("not JSON");
            throw new ModelException(place + where + ": " + Hdf5.printable(reason), e);
        } catch (IOException e) {
            throw new ModelException(place + ": " + e.getMessage(), e);
        }
    }
}
