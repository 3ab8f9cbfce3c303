package org.lilt.host.panel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A change of the arrangement that a page asks for, such as {@code {"n":7,"arrange":"moveEffect","part":"tune","what":"swing","at":0,"to":1}}.
 *
 * @param does what is done
 * @param part name of the part; empty where none is meant
 * @param what id of the effect or generator, name of the preset, or destination; empty where none is meant
 * @param at place, from 0
 * @param to another place
 */
record Edit(String does, String part, String what, int at, int to) {
    private static final int LONGEST = 200;
    private static final int MOST = 1000;

    /** What can be done, and how. */
    private static final Map<String, Action> ACTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("addEffect", (arranging, e) -> arranging.addEffect(e.part, e.what, e.at)),
            Map.entry("removeEffect", (arranging, e) -> arranging.removeEffect(e.part, e.what, e.at)),
            Map.entry("moveEffect", (arranging, e) -> arranging.moveEffect(e.part, e.what, e.at, e.to)),
            Map.entry("bypassEffect", (arranging, e) -> arranging.bypassEffect(e.part, e.what, e.at, true)),
            Map.entry("passEffect", (arranging, e) -> arranging.bypassEffect(e.part, e.what, e.at, false)),
            Map.entry("addPart", (arranging, e) -> arranging.addPart(e.what)),
            Map.entry("removePart", (arranging, e) -> arranging.removePart(e.part)),
            Map.entry("movePart", (arranging, e) -> arranging.movePart(e.part, e.to)),
            Map.entry("takeIn", (arranging, e) -> arranging.takeIn(e.part)),
            Map.entry("load", (arranging, e) -> arranging.load(e.what)),
            Map.entry("save", (arranging, e) -> arranging.save(e.what)),
            Map.entry("destination", (arranging, e) -> arranging.destination(e.what))));

    private interface Action {
        void apply(Arranging arranging, Edit edit);
    }

    /**
     * Reads an edit.
     *
     * @param node the message
     * @throws Message.BadMessageException when it makes no sense; one line
     */
    static Edit read(JsonNode node) throws Message.BadMessageException {
        String does = node.path("arrange").asText();
        if (!ACTIONS.containsKey(does)) {
            throw new Message.BadMessageException("nobody can arrange so");
        }
        return new Edit(does, text(node, "part"), text(node, "what"), place(node, "at"), place(node, "to"));
    }

    private static String text(JsonNode node, String field) throws Message.BadMessageException {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isTextual() || value.asText().length() > LONGEST) {
            throw new Message.BadMessageException("'" + field + "' is no short text");
        }
        return value.asText();
    }

    private static int place(JsonNode node, String field) throws Message.BadMessageException {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0)) {
            throw new Message.BadMessageException("'" + field + "' is no place");
        }
        return Math.min(MOST, value.asInt());
    }

    /** Does it; it has been done when this returns. */
    void apply(Arranging arranging) throws Message.BadMessageException {
        try {
            ACTIONS.get(does).apply(arranging, this);
        } catch (IllegalArgumentException e) {
            throw new Message.BadMessageException(e.getMessage());
        }
    }
}
