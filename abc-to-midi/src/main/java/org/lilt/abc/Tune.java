package org.lilt.abc;

/** One tune after another: its header, the voices of its body, and what is told of it. */
final class Tune implements Directives.Target, Macros.Reader {
    private static final int BETWEEN_TUNES = 0;
    private static final int HEADER = 1;
    private static final int BODY = 2;

    private static final String WORDS = "COANBDSZHFGR";
    private static final String SILENT = "WsrXIE";

    private final AbcReader reader;
    private final AbcEvents events;
    private final AbcOptions options;
    private final Music first;
    /** What is fed with music: the current voice, the current overlay or the first voice. */
    private Music music;
    /** Characters go to it without a detour. */
    private boolean direct;

    private final Directives directives = new Directives();
    private final Macros macros = new Macros();
    private final Text word = new Text(AbcReader.LONGEST_FIELD);

    // Reading all voices: the current one, and what the header has settled for every one. Null when live.
    private final Voices voices;
    /** The tune is known to have but one voice, which is told as it comes. */
    private boolean alone;

    private final Music template;
    private Voices.Voice current;
    private Music accompanist;
    /** What a file says before its first tune. */
    private Music fileHeader;

    private int section;
    private int ordinal;
    private boolean told;
    private boolean unitGiven;
    private boolean fileUnitGiven;
    private double tempo;
    private boolean hornpipe;
    private final int[] programs = new int[16];

    // Reading the first voice only.
    private final Text mainVoice = new Text(32);
    private boolean otherVoice;
    private boolean voiceReported;

    Tune(AbcReader reader, AbcEvents events, AbcOptions options) {
        this.reader = reader;
        this.events = events;
        this.options = options;
        voices = options.allVoices() ? new Voices(reader) : null;
        template = options.allVoices() ? new Music(reader, new Part(new EventLog())) : null;
        first = new Music(reader, new Part(events));
        first.start();
        music = first;
        direct = true;
    }

    void copyFrom(Tune other) {
        first.copyFrom(other.first);
        macros.copyFrom(other.macros);
        music = first;
        direct = macros.isEmpty();
        section = other.section;
        ordinal = other.ordinal;
        told = other.told;
        unitGiven = other.unitGiven;
        tempo = other.tempo;
        hornpipe = other.hornpipe;
        System.arraycopy(other.programs, 0, programs, 0, programs.length);
        mainVoice.copyFrom(other.mainVoice);
        otherVoice = other.otherVoice;
        voiceReported = other.voiceReported;
    }

    /** Tells, before a tune, whether it has a single voice and no lyrics; then nothing needs to be kept until its end. */
    void alone(boolean isAlone) {
        alone = isAlone;
    }

    private boolean live() {
        return voices == null || alone;
    }

    private void followMusic() {
        music = current == null ? first : current.music;
        direct = current == null && macros.isEmpty();
    }

    /** Whether what is fed as music may go straight to {@link #music()}. */
    boolean direct() {
        return direct;
    }

    boolean inBody() {
        return section == BODY;
    }

    int ordinal() {
        return ordinal;
    }

    /** Whether the lines that come are music that is played. */
    boolean playing() {
        return section == BODY && !otherVoice;
    }

    @Override
    public Music music() {
        return music;
    }

    // Music.

    void music(int c) {
        if (direct) {
            music.feed(c);
        } else if (macros.isEmpty()) {
            music.feed(c);
            replayAtOnce();
        } else {
            macros.feed(c, this);
        }
    }

    @Override
    public void music(int c, int charactersAgo) {
        int ago = reader.ago();
        reader.reread(ago + charactersAgo);
        music().feed(c);
        replayAtOnce();
        reader.reread(ago);
    }

    void endMusicLine() {
        if (!macros.isEmpty()) {
            macros.flush(this);
        }
        music().endLine();
        replayAtOnce();
    }

    /** With macros, or all voices, nobody waits between a repeat sign and what follows. */
    private void replayAtOnce() {
        if ((current != null || !macros.isEmpty()) && music().part.replaying()) {
            music().part.replay(Long.MAX_VALUE);
        }
    }

    /** Only one voice brings the accompaniment: the first that has a chord symbol. */
    boolean accompanies(Music music) {
        if (current == null) {
            return true;
        }
        if (accompanist == null && current.above == null) {
            accompanist = music;
        }
        return accompanist == music;
    }

    /** The time goes back by so many bar lines. Returns what is fed with what follows. */
    Music overlay(int bars, long character) {
        Voices.Voice overlay = current == null ? null : voices.overlay(current, bars);
        if (overlay == null) {
            reader.report(character, current == null ? AbcProblem.OVERLAY_SKIPPED : AbcProblem.OVERLAY_TOO_FAR, "");
            music().skipBars(bars);
        } else {
            current = overlay;
            followMusic();
        }
        return music;
    }

    /** Whether the music is that of an overlay which goes on after the next bar line. */
    boolean withinOverlay(Music music) {
        return current != null && current.above != null && current.music == music && current.bars > 1;
    }

    /** An overlay ends at its last bar line, or where an ending begins: the voice that it lies below, or the music itself. */
    Music overVoice(Music under, boolean atBarLine) {
        if (atBarLine && withinOverlay(under)) {
            current.bars--;
            return under;
        }
        if (current == null || current.above == null || current.music != under) {
            return under;
        }
        while (current.above != null) {
            current = current.above;
        }
        followMusic();
        return music;
    }

    // Fields.

    void field(int letter, Text value) {
        if (letter == 'X') {
            end();
            beginHeader();
            startTune();
        } else if (section == BODY) {
            if (!otherVoice || letter == 'V') {
                bodyField(letter, value);
            }
        } else {
            if (section == BETWEEN_TUNES) {
                beginHeader();
            }
            headerField(letter, value);
        }
    }

    void directive(Text line) {
        if (section == BETWEEN_TUNES) {
            beginHeader();
        }
        if (section == BODY) {
            music().settle();
        }
        if (Text.equal(line, PlayOrder.IMPLIED)) {
            music().part.implyRepeat();
        } else if (!directives.read(line, this)) {
            reader.report(AbcProblem.UNKNOWN_DIRECTIVE, line);
        }
    }

    @Override
    public void program(int channel, int program) {
        if (section == BODY) {
            music().part.program(channel, program);
        } else {
            programs[channel] = program;
        }
    }

    private void beginHeader() {
        section = HEADER;
        told = false;
        unitGiven = false;
        otherVoice = false;
        voiceReported = false;
        hornpipe = false;
        tempo = 0;
        mainVoice.clear();
        macros.clear();
        java.util.Arrays.fill(programs, -1);
        first.start();
        first.resetKey();
        first.part.writtenMeter.set(4, 4, true);
        first.lengths.unit(1, 8);
        if (fileHeader != null) {
            first.inherit(fileHeader);
            unitGiven = fileUnitGiven;
        }
        current = null;
        accompanist = null;
        if (voices != null) {
            voices.clear();
        }
        followMusic();
    }

    private void startTune() {
        if (!told) {
            told = true;
            ordinal++;
            events.tuneStart(ordinal, 0);
        }
    }

    private void headerField(int letter, Text value) {
        switch (letter) {
            case 'K' -> {
                startTune();
                key(first, value);
                beginBody();
            }
            case 'M' -> {
                if (!first.part.writtenMeter.parse(value)) {
                    bad(value);
                }
            }
            case 'L' -> {
                if (first.lengths.parseUnit(value)) {
                    unitGiven = true;
                } else {
                    bad(value);
                }
            }
            case 'Q' -> tempo = readTempo(first, value);
            case 'R' -> {
                hornpipe = Text.startsWith(value, Text.skipSpaces(value, 0), value.length(), "hornpipe");
                words(letter, value);
            }
            case 'P' -> {} // the order in which parts are played
            case 'V' -> headerVoice(value);
            default -> field(first, letter, value);
        }
    }

    private void beginBody() {
        section = BODY;
        if (!unitGiven) {
            first.lengths.unit(1, first.part.writtenMeter.small() ? 16 : 8);
        }
        if (live()) {
            openVoice(first);
            followMusic();
            return;
        }
        template.start();
        template.inherit(first);
        for (int i = 0; i < voices.count(); i++) {
            Music music = voices.get(i).music;
            int shift = music.voiceShift;
            music.inherit(template);
            music.voiceShift = shift;
            openVoice(music);
        }
        current = voices.count() > 0 ? voices.get(0) : null;
        if (current == null) {
            current = voices.add("", 0, 0);
            current.music.inherit(template);
            openVoice(current.music);
        }
        followMusic();
    }

    private void openVoice(Music music) {
        Part part = music.part;
        part.performer.accompaniment.copySettings(first.part.performer.accompaniment);
        part.performer.accompaniment.enable(options.accompaniment());
        part.meter();
        part.key(music.key.sharps, music.key.minor);
        if (tempo > 0 && (voices == null || voices.count() < 2 || music == voices.get(0).music)) { // told once
            part.tempo(tempo);
        }
        for (int channel = 0; channel < programs.length; channel++) {
            if (programs[channel] >= 0 && (music == first || current == null)) {
                part.program(channel, programs[channel]);
            }
        }
        part.restart();
        music.swing.set(options.swing(), hornpipe);
    }

    /** A field within the music, or its inline form. */
    void bodyField(int letter, Text value) {
        Music music = music();
        music.settle();
        switch (letter) {
            case 'K' -> {
                key(music, value);
                music.part.key(music.key.sharps, music.key.minor);
            }
            case 'M' -> {
                if (music.part.writtenMeter.parse(value)) {
                    music.part.meter();
                } else {
                    bad(value);
                }
            }
            case 'L' -> {
                if (!music.lengths.parseUnit(value)) {
                    bad(value);
                }
            }
            case 'Q' -> {
                double read = readTempo(music, value);
                if (read > 0) {
                    music.part.tempo(read);
                }
            }
            case 'V' -> voice(value);
            case 'w' -> {
                if (current != null && current.above == null) {
                    current.lyrics.words(value);
                }
            }
            case 'P' -> sink().text(music.part.performer.tick(), 0, AbcText.MARKER, value);
            default -> field(music, letter, value);
        }
    }

    /** Fields that mean the same in a header and in the music. */
    private void field(Music music, int letter, Text value) {
        switch (letter) {
            case 'U' -> {
                if (!music.decorations.define(value, word)) {
                    bad(value);
                }
            }
            case 'm' -> {
                if (!macros.define(value)) {
                    bad(value);
                }
                followMusic();
            }
            case 'I' -> {
                if (!directives.read(value, this)) {
                    reader.report(AbcProblem.UNKNOWN_DIRECTIVE, value);
                }
            }
            default -> words(letter, value);
        }
    }

    private void bad(CharSequence value) {
        reader.report(AbcProblem.BAD_FIELD, value);
    }

    private void key(Music music, CharSequence value) {
        if (!music.parseKey(value)) {
            bad(value);
        }
    }

    private double readTempo(Music music, CharSequence value) {
        double read = Tempo.parse(value, music.lengths.unit());
        if (read < 0) {
            bad(value);
        }
        return Math.max(read, 0);
    }

    private void words(int letter, Text value) {
        if (letter == 'T' || WORDS.indexOf(letter) >= 0) {
            if (told) {
                long tick = section == BODY ? music().part.performer.tick() : 0;
                sink().text(tick, 0, letter == 'T' ? AbcText.NAME : AbcText.TEXT, value);
            }
        } else if (SILENT.indexOf(letter) < 0) {
            reader.report(AbcProblem.UNKNOWN_FIELD, value);
        }
    }

    private AbcEvents sink() {
        return current == null ? events : current.log;
    }

    // Voices.

    private void headerVoice(Text value) {
        int from = Text.skipSpaces(value, 0);
        int to = Text.wordEnd(value, from);
        if (live()) {
            if (isMain(value, from, to)) {
                first.voiceShift = KeySignature.shift(value, to);
            }
            return;
        }
        Voices.Voice voice = voices.find(value, from, to);
        if (voice == null) {
            voice = voices.add(value, from, to);
        }
        if (voice == null) {
            reader.report(AbcProblem.VOICE_SKIPPED, value);
            return;
        }
        describe(voice, value, to);
    }

    private void voice(Text value) {
        int from = Text.skipSpaces(value, 0);
        int to = Text.wordEnd(value, from);
        if (live()) {
            otherVoice = !isMain(value, from, to);
            if (otherVoice && !voiceReported) {
                voiceReported = true;
                reader.report(AbcProblem.VOICE_SKIPPED, value);
            }
            return;
        }
        Voices.Voice voice = voices.find(value, from, to);
        if (voice == null && voices.count() == 1 && voices.get(0).id.length() == 0) {
            voice = voices.get(0); // what came before any V: is the first voice
            voice.name(value, from, to);
        } else if (voice == null) {
            voice = voices.add(value, from, to);
            if (voice != null) {
                voice.music.inherit(template);
                openVoice(voice.music);
            }
        }
        otherVoice = voice == null;
        if (voice == null) {
            reader.report(AbcProblem.VOICE_SKIPPED, value);
        } else {
            current = voice;
            followMusic();
            describe(voice, value, to);
        }
    }

    private boolean isMain(Text value, int from, int to) {
        if (mainVoice.length() == 0) {
            for (int i = from; i < to; i++) {
                mainVoice.add(value.charAt(i));
            }
        }
        return mainVoice.isPart(value, from, to);
    }

    /** Name and octave of a voice, from what follows its name in a V: field. */
    private void describe(Voices.Voice voice, Text value, int from) {
        if (Text.skipSpaces(value, from) == value.length()) {
            return;
        }
        voice.music.voiceShift = KeySignature.shift(value, from);
        for (int i = from; i < value.length(); i++) {
            boolean name = Text.startsWith(value, i, value.length(), " name=\"");
            if (name || Text.startsWith(value, i, value.length(), " nm=\"")) {
                word.clear();
                for (i += name ? 7 : 5; i < value.length() && value.charAt(i) != '"'; i++) {
                    word.add(value.charAt(i));
                }
                Performer performer = voice.music.part.performer;
                voice.log.text(performer.tick(), performer.channel(), AbcText.NAME, word);
            }
        }
    }

    // The end.

    /** A line without anything: the end of a tune, or of what a file says for all of them. */
    void blankLine() {
        if (section == HEADER && !told && voices != null) {
            fileHeader = new Music(reader, new Part(new EventLog()));
            fileHeader.start();
            fileHeader.inherit(first);
            fileUnitGiven = unitGiven;
        }
        end();
    }

    void end() {
        long end = 0;
        if (section == BODY && live()) {
            end = first.stop();
        } else if (section == BODY) {
            for (int i = 0; i < voices.count(); i++) {
                end = Math.max(end, voices.get(i).music.stop());
            }
            current = null;
            voices.tell(events);
        }
        if (told) {
            events.tuneEnd(ordinal, end);
        }
        told = false;
        section = BETWEEN_TUNES;
        otherVoice = false;
        macros.clear();
        followMusic();
    }
}
