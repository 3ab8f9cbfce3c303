package org.lilt.abc;

/** What the words of {@link AbcEvents#text} are; in the order of the meta events of a standard MIDI file. */
public enum AbcText {
    /** Free words: a composer, an origin, a remark, an annotation. */
    TEXT,
    /** Copyright notice. */
    COPYRIGHT,
    /** Name of the tune (channel 0, from {@code T:}) or of a voice. */
    NAME,
    /** A syllable sung to the note that begins here. */
    LYRIC,
    /** A place in the tune: the name of a part. */
    MARKER
}
