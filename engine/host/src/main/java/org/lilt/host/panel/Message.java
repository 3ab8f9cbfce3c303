package org.lilt.host.panel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lilt.plugin.Parameter;

/**
 * What a page asks for: {@code {"n":7,"set":"temperature","value":0.8}}, {@code {"n":8,"do":"pause"}} or an {@link Edit}, where {@code n} counts the
 * messages of the page, so that it can tell an answer that knows of its last message from one that does not yet.
 *
 * @param number the page's own count of its messages
 * @param parameter id of the parameter to set, or null
 * @param value its new value
 * @param action what to do, or null
 * @param text what to do it with; null where that is clear
 * @param edit a change of the arrangement, or null
 */
record Message(long number, String parameter, double value, Action action, String text, Edit edit) {
    /** What can be done besides turning a parameter. */
    enum Action {
        PAUSE("pause"),
        RESUME("resume"),
        NEXT_TUNE("nextTune"),
        ALL_NOTES_OFF("allNotesOff"),
        /** Takes plugins in again that were bypassed for what they did. */
        FORGIVE("forgive"),
        /** Tells what there is to arrange with. */
        CATALOGUE("catalogue"),
        /** Takes the seed that the text names. */
        SEED("seed"),
        /** Likes the tune of that number. */
        LIKE("like"),
        /** Likes the tune of that number no longer. */
        UNLIKE("unlike"),
        /** Plays the tune of that number now. */
        AGAIN("again"),
        /** Goes on with a tune that begins like that of this number. */
        MORE_LIKE("moreLike"),
        /** Goes on with a tune that begins with the text. */
        BEGIN_WITH("beginWith"),
        /** Lets the next knob turn the parameter of that id; waits for none where the text is empty. */
        LEARN("learn"),
        /** Lets no knob turn the parameter of that id. */
        UNLEARN("unlearn"),
        /** Tells what a reader finds odd about the text. */
        CHECK("check"),
        /** Tells in what the preset of that name is other than what is played. */
        COMPARE("compare"),
        /** Keeps a tune in a tunebook: its number, a space, and the name of the tunebook. */
        KEEP("keep");

        private final String word;

        Action(String word) {
            this.word = word;
        }
    }

    /** A message that makes no sense; says why on one line, in words that a page can show. */
    static final class BadMessageException extends Exception {
        private static final long serialVersionUID = 1L;

        BadMessageException(String message) {
            super(message);
        }
    }

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);

    /** What is quoted of a message in an error. */
    private static final int LONGEST_QUOTE = 40;

    /**
     * Reads a message. [any thread]
     *
     * @param text what came
     * @return what it says
     * @throws BadMessageException when it says nothing that we understand
     */
    static Message read(String text) throws BadMessageException {
        JsonNode node;
        try {
            node = READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new BadMessageException("a message is not JSON");
        }
        if (node == null || !node.isObject()) {
            throw new BadMessageException("a message is not a JSON object");
        }
        if (!node.path("n").isIntegralNumber() || !node.path("n").canConvertToLong()) {
            throw new BadMessageException("a message has no whole number n");
        }
        long number = node.path("n").longValue();
        if (node.path("set").isTextual() && node.path("value").isNumber() && node.size() == 3) {
            return new Message(
                    number, node.path("set").textValue(), node.path("value").doubleValue(), null, null, null);
        }
        if (node.path("arrange").isTextual()) {
            return new Message(number, null, 0, null, null, Edit.read(node));
        }
        boolean withText = node.path("text").isTextual();
        if (node.path("do").isTextual() && node.size() == (withText ? 3 : 2)) {
            Action action = action(node.path("do").textValue());
            if (withText != action.compareTo(Action.SEED) >= 0) {
                throw new BadMessageException(
                        "'" + action.word + "' goes " + (withText ? "without" : "with") + " a text");
            }
            return new Message(number, null, 0, action, node.path("text").textValue(), null);
        }
        throw new BadMessageException("a message neither sets a parameter nor does anything");
    }

    /** Loads what reads messages, so that the first one is not answered milliseconds later than the others. [any thread] */
    static void prepare() {
        try {
            read("{\"n\":0,\"set\":\"\",\"value\":0.5}");
        } catch (BadMessageException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Does what the message asks for; it has been done when this returns. [any thread; does not block but for an arrangement]
     *
     * @param controls what can be done
     * @param parameters what can be turned, by id
     * @throws BadMessageException when there is no such parameter, or its range does not hold the value
     */
    void perform(Controls controls, Map<String, Parameter> parameters) throws BadMessageException {
        if (edit != null) {
            edit.apply(arranging(controls));
            return;
        }
        if (action != null) {
            switch (action) {
                case PAUSE -> controls.pause(true);
                case RESUME -> controls.pause(false);
                case NEXT_TUNE -> controls.nextTune();
                case ALL_NOTES_OFF -> controls.allNotesOff();
                case FORGIVE -> {
                    if (!controls.forgive()) {
                        throw new BadMessageException("a plugin has not returned from its last call and stays out");
                    }
                }
                case SEED -> controls.seed(seed(text));
                case LIKE -> controls.like(number(text), true);
                case UNLIKE -> controls.like(number(text), false);
                case AGAIN, MORE_LIKE, BEGIN_WITH -> next(controls);
                case LEARN -> learn(controls);
                case UNLEARN -> controls.unlearn(text);
                case CHECK, CATALOGUE, COMPARE, KEEP -> {
                    // Done when they are answered.
                }
            }
            return;
        }
        Parameter target = parameters.get(parameter);
        if (target == null) {
            throw new BadMessageException("there is no parameter '" + quote(parameter) + "'");
        }
        try {
            target.set(value);
        } catch (IllegalArgumentException e) {
            throw new BadMessageException(e.getMessage());
        }
    }

    private static long seed(String text) throws BadMessageException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new BadMessageException("a seed is a whole number, not '" + quote(text) + "'");
        }
    }

    /**
     * What the page that has sent the message is told in return. [any thread; may take a moment]
     *
     * @param controls what can be done
     * @return puts the answer into a frame; empty where none is expected
     * @throws BadMessageException when there is no answer
     * @throws IllegalArgumentException likewise
     */
    Optional<Consumer<Frame>> answer(Controls controls) throws BadMessageException {
        return switch (action) {
            case CHECK -> {
                Draft draft = Draft.read(text);
                yield Optional.of(frame -> frame.draft(draft));
            }
            case CATALOGUE -> {
                Arranging.Catalogue catalogue = arranging(controls).catalogue();
                yield Optional.of(frame -> frame.catalogue(catalogue));
            }
            case COMPARE -> {
                List<Arranging.Difference> differences = arranging(controls).compare(text);
                yield Optional.of(frame -> frame.comparison(differences));
            }
            case KEEP -> {
                int space = text.indexOf(' ');
                String file = controls.keep(number(text.substring(0, Math.max(0, space))), text.substring(space + 1));
                yield Optional.of(frame -> frame.kept(file));
            }
            default -> Optional.empty();
        };
    }

    private static Arranging arranging(Controls controls) throws BadMessageException {
        if (controls.arranging() == null) {
            throw new BadMessageException("nothing can be arranged here");
        }
        return controls.arranging();
    }

    /** Cues a tune and leaves the one under way for it. */
    private void next(Controls controls) throws BadMessageException {
        try {
            switch (action) {
                case AGAIN -> controls.again(number(text));
                case MORE_LIKE -> controls.moreLike(number(text));
                default -> controls.beginWith(beginning());
            }
        } catch (IllegalArgumentException e) {
            throw new BadMessageException(e.getMessage());
        }
        controls.nextTune();
    }

    private void learn(Controls controls) throws BadMessageException {
        try {
            controls.learn(text);
        } catch (IllegalArgumentException e) {
            throw new BadMessageException(e.getMessage());
        }
    }

    private String beginning() throws BadMessageException {
        Draft draft = Draft.read(text);
        if (draft.notes() == 0 || draft.beginning().isEmpty()) {
            throw new BadMessageException("no tune can begin with '" + quote(text) + "'");
        }
        return draft.beginning();
    }

    private static int number(String text) throws BadMessageException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new BadMessageException("a tune has a number, not '" + quote(text) + "'");
        }
    }

    private static Action action(String word) throws BadMessageException {
        for (Action action : Action.values()) {
            if (action.word.equals(word)) {
                return action;
            }
        }
        throw new BadMessageException("nobody can do '" + quote(word) + "'");
    }

    private static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
