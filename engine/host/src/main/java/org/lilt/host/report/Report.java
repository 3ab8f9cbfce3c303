package org.lilt.host.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * All that a page about a model tells.
 *
 * @param name of the model or preset
 * @param description one sentence about it; may be null
 * @param licence what the preset says of the tunes' licence; may be null
 * @param configuration what {@code config.json} holds beside the network's shape
 * @param history how the training went
 * @param sampling how the tunes were sampled: {@code temperature}, {@code seed} and what else was set
 * @param real names of the files of real tunes; empty when none were given
 * @param evaluation on those tunes, see {@link Foresight#of}; null when none were given
 * @param realScores of those tunes, see {@link Scores#ofReal}; null when none were given
 * @param scores of the sampled tunes, see {@link Scores#ofSampled}
 * @param tunes the sampled tunes that are shown
 */
public record Report(
        String name,
        String description,
        String licence,
        ObjectNode configuration,
        History history,
        ObjectNode sampling,
        List<String> real,
        ObjectNode evaluation,
        ObjectNode realScores,
        ObjectNode scores,
        List<String> tunes) {
    /**
     * All figures.
     *
     * @return {@code name}, {@code sampling}, {@code evaluation} (as {@code lilt evaluate} has it), {@code sampled} and {@code real} (as
     *     {@code lilt audit} has it, and more), {@code history}
     */
    public ObjectNode figures() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode all = json.createObjectNode();
        all.put("name", name);
        all.set("sampling", sampling);
        if (evaluation != null) {
            all.set("evaluation", evaluation);
        }
        all.set("sampled", scores);
        if (realScores != null) {
            all.set("real", realScores);
        }
        all.set("history", json.valueToTree(history.epochs()));
        return all;
    }
}
