package org.lilt.abc;

/** What can be odd about a tune, and what the reader does about it. */
public enum AbcProblem {
    /** A bar holds less than the meter asks for. */
    BAR_TOO_SHORT("bar is shorter than the meter", "played as written"),
    /** A bar holds more than the meter allows. */
    BAR_TOO_LONG("bar is longer than the meter", "played as written"),
    /** A character that means nothing here. */
    UNKNOWN_CHARACTER("character means nothing here", "skipped"),
    /** A field of an unknown letter. */
    UNKNOWN_FIELD("unknown field", "skipped"),
    /** A field whose value cannot be read. */
    BAD_FIELD("field cannot be read", "skipped"),
    /** A decoration without a meaning. */
    UNKNOWN_DECORATION("unknown decoration", "skipped"),
    /** A directive without a meaning. */
    UNKNOWN_DIRECTIVE("unknown directive", "skipped"),
    /** A chord symbol without a meaning. */
    UNKNOWN_CHORD_SYMBOL("unknown chord symbol", "accompaniment is unchanged"),
    /** A tie that meets no note of its pitch. */
    DROPPED_TIE("tie meets no note of the same pitch", "note ends at its written length"),
    /** A line ended within quotes. */
    UNCLOSED_QUOTE("quote is not closed", "closed at the end of the line"),
    /** A line ended within an inline field. */
    UNCLOSED_FIELD("inline field is not closed", "closed at the end of the line"),
    /** A bar line came within a chord. */
    UNCLOSED_CHORD("chord is not closed", "closed here"),
    /** A bar line came within grace notes. */
    UNCLOSED_GRACE("grace notes are not closed", "closed here"),
    /** A tuplet had too few notes. */
    UNFINISHED_TUPLET("tuplet is not finished", "dropped"),
    /** A length that cannot be: zero, or beyond the limits. */
    BAD_LENGTH("length is out of range", "cut to the range"),
    /** A pitch outside of MIDI. */
    BAD_PITCH("pitch is out of range", "moved by octaves"),
    /** More notes at once than are kept. */
    TOO_MANY_NOTES("too many notes at once", "note is dropped"),
    /** A repeated section longer than what is remembered. */
    SECTION_TOO_LONG("section is too long to be repeated", "played once"),
    /** An ending of a later pass where there is no first. */
    STRAY_ENDING("ending without a repeat", "played as written"),
    /** A section begins with a repeat sign, and no other ends it before the next begins or the tune ends. */
    UNANSWERED_REPEAT("repeat sign is not answered", "played once"),
    /** A voice that live reading cannot play, because it goes back in time. */
    VOICE_SKIPPED("further voice", "skipped: only the first is played live"),
    /** An overlay that live reading cannot play, because it goes back in time. */
    OVERLAY_SKIPPED("overlay", "skipped: only the first voice is played live"),
    /** An overlay that goes back beyond the section that is read. */
    OVERLAY_TOO_FAR("overlay goes back too far", "skipped"),
    /** A text longer than what is kept. */
    TEXT_TOO_LONG("text is too long", "cut");

    private final String meaning;
    private final String remedy;

    AbcProblem(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /**
     * What is odd, in a few words.
     *
     * @return a phrase without a full stop
     */
    public String meaning() {
        return meaning;
    }

    /**
     * What the reader did about it.
     *
     * @return a phrase without a full stop
     */
    public String remedy() {
        return remedy;
    }
}
