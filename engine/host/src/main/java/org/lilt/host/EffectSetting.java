package org.lilt.host;

import java.util.Map;

/**
 * One effect of a part.
 *
 * @param effect id of the effect
 * @param parameters values by id, choices by name or number; those not named keep their defaults
 * @param bypassed whether the music goes past it; not if null
 * @param state what the effect had to be kept; null for nothing
 */
record EffectSetting(String effect, Map<String, Object> parameters, Boolean bypassed, String state) {
    Map<String, Object> parametersOrEmpty() {
        return parameters == null ? Map.of() : parameters;
    }
}
