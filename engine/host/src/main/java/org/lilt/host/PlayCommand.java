package org.lilt.host;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.parts.Changes;
import org.lilt.engine.player.ChangeLog;
import org.lilt.engine.player.Setup;
import org.lilt.engine.player.TransportView;
import org.lilt.engine.plugins.Plugins;
import org.lilt.host.control.Mappings;
import org.lilt.host.panel.Panel;
import org.lilt.host.session.Beginnings;
import org.lilt.host.session.TuneHistory;
import org.lilt.midi.ClockSource;
import org.lilt.plugin.Parameter;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lilt play}. */
@Command(
        name = "play",
        description = "Plays tunes as they are written, for ever unless told otherwise.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class PlayCommand implements Callable<Integer> {
    private static final int MOST_PARTS = 64;

    @Mixin
    private Source source;

    @Option(
            names = "--out",
            paramLabel = "DEST",
            description =
                    "Where to: auto, synth, jsyn, jack, jack:INPUT, alsa, coremidi, port:NAME, file:F.mid or none; see lilt devices. More of these for more parts than the first has channels for.")
    private List<String> outs = new ArrayList<>();

    @Option(
            names = "--parts",
            paramLabel = "N",
            description = "Play the preset N times at once, each time with the next seed.")
    private int parts = 1;

    @Option(
            names = "--session",
            paramLabel = "S.json",
            description =
                    "Go on with the session in this file, and keep it there: parts, effects, values, seeds, destinations, inputs and the last hundred tunes. A new one where there is none.")
    private Path sessionFile;

    @Option(names = "--again", paramLabel = "N", description = "Begin with tune N of the session's history.")
    private Integer again;

    @Option(
            names = "--like",
            paramLabel = "N",
            description = "Begin with a tune that begins like tune N and goes on another way.")
    private Integer like;

    @Option(
            names = "--begin-with",
            paramLabel = "N|ABC",
            description = "Begin with a tune that begins with the first bars of tune N, or with this ABC.")
    private String beginWith;

    @Option(names = "--isolate", description = "Generators of plugins run in processes of their own.")
    private boolean isolate;

    @Option(names = "--tempo", paramLabel = "BPM", description = "Quarter notes a minute.")
    private Double tempo;

    @Option(names = "--transpose", paramLabel = "N", description = "Semitones up, or down where negative.")
    private Double transpose;

    @Mixin
    private ClockOptions clock;

    @Mixin
    private ControlOptions control;

    @Option(names = "--tunes", paramLabel = "N", description = "Stop after N tunes; 0 for no end.")
    private int tunes;

    @Option(names = "--seconds", paramLabel = "S", description = "Stop after this time, such as 0.5.")
    private Double seconds;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Record what is played: F.mid, F.abc (the tunes) or F.wav (the sound); all three by three of these.")
    private List<Path> record = new ArrayList<>();

    @Option(names = "--soundfont", paramLabel = "F.sf2", description = "Sounds for the synthesizer.")
    private Path soundFont;

    @ArgGroup
    private PanelChoice panel = new PanelChoice();

    @Option(
            names = "--lan",
            description =
                    "Open the panel to other machines of your network too, by an address with a token; not encrypted.")
    private boolean lan;

    @Spec
    private CommandSpec spec;

    /** What is followed, or nothing. */
    private record Following(Optional<ClockSource> host) implements AutoCloseable {
        @Override
        public void close() {
            host.ifPresent(ClockSource::close);
        }
    }

    private static final class PanelChoice {
        @Option(
                names = "--panel",
                paramLabel = "PORT",
                description = "Port of the control panel; 7777 or the next that is free without it.")
        private Integer port;

        @Option(names = "--no-panel", description = "No control panel.")
        private boolean none;
    }

    /** What the first part writes that writes any, whichever band plays. */
    private final TextTap text = new TextTap();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @Override
    public Integer call() throws Exception {
        check(tunes >= 0, "--tunes must not be negative");
        check(parts > 0 && parts <= MOST_PARTS, "--parts must lie between 1 and " + MOST_PARTS);
        check(seconds == null || seconds > 0, "--seconds must be above 0");
        check(!lan || !panel.none, "--lan and --no-panel exclude each other");
        PrintWriter console = spec.commandLine().getOut();
        Parameter tempoParameter = PlaySession.tempoParameter();
        Parameter transposeParameter = Setup.transposeParameter();
        SessionFile before = sessionFile != null && Files.exists(sessionFile) ? SessionFile.read(sessionFile) : null;
        check(
                before == null || !source.isNamed(),
                "--session " + sessionFile + " is there already: it says what is played");
        PresetLibrary.Found found = before == null
                ? source.found()
                : new PresetLibrary.Found(before.preset(), sessionFile.toString(), Path.of(""));
        long seed = source.seed(found.preset());
        int first = before == null || source.givenSeed() != null ? 1 : Math.max(1, before.tune());
        ChangeLog log = new ChangeLog();
        Changes turned = sessionFile == null ? Changes.NONE : log;
        int last = tunes == 0 ? 0 : first - 1 + tunes;
        if (before != null) {
            outs = outs.isEmpty() ? before.outs() : outs;
            control.restore(before.mappings());
        }
        Bands.playing(found, tempoParameter, transposeParameter);
        Source.set(tempoParameter, tempo, "--");
        Source.set(transposeParameter, transpose, "--");
        Consumer<String> news = line -> announce(line, console);
        try (Recordings recordings = new Recordings(record);
                Outputs outputs = new Outputs(outs, Optional.ofNullable(soundFont), recordings.wav(), news);
                Heard heard = new Heard();
                Band band = overridden(band(
                        found,
                        Bands.plugins(found.preset(), news),
                        seed,
                        first,
                        last,
                        parts,
                        outputs.ports(),
                        recall(heard, turned),
                        news));
                Following following = new Following(clock.open(tempoParameter, news));
                ControlOptions.Opened controls = control.open();
                PlaySession session = new PlaySession(
                        found.preset().name(),
                        seed,
                        band,
                        text,
                        clock.setup(
                                        tempoParameter,
                                        transposeParameter,
                                        following.host(),
                                        outputs.main().destination())
                                .with(turned, new TransportView()),
                        outputs.main(),
                        recordings.midi(),
                        Stream.concat(recordings.listeners().stream(), controls.listeners().stream())
                                .toList(),
                        last,
                        heard.keep(text, found, band, seed, before),
                        this::report);
                Changing changes = new Changing(session, tempoParameter, transposeParameter);
                SessionKeeper keeper = keeper(
                        session,
                        arranger(
                                session,
                                found,
                                outputs,
                                new Stage(last, outputs, recordings, heard, following, changes, news)),
                        outputs,
                        first,
                        news);
                Panel asked = panel.port == null ? null : Panel.open(session, panel.port, true, lan)) {
            // Ctrl-C: the virtual machine waits for the notes to end and the recording to be whole.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> closeAll(session, keeper, changes, recordings, outputs, following, controls),
                            "lilt-closing"));
            changes.begin(found, band, seed, first, log);
            recordings.start(session);
            control.start(controls, session, transposeParameter, news);
            outputs.explanations().forEach(console::println);
            console.printf(
                    "Playing preset %s, seed %d; Ctrl-C ends it.%n",
                    found.preset().name(), seed);
            console.flush();
            cue(session);
            session.start();
            Readiness.inBackground(band.networks());
            FaultNews faults = new FaultNews(session::faults, news);
            AtomicReference<Panel> opened = new AtomicReference<>(asked);
            if (asked == null && !panel.none) {
                openInBackground(session, opened, console);
            } else if (asked != null) {
                tell(asked, console);
            }
            session.performance().await(seconds == null ? Long.MAX_VALUE : (long) (seconds * 1e9));
            if (opened.get() != null) {
                opened.get().close();
            }
            faults.close();
            closeAll(session, keeper, changes, recordings, outputs, following, controls);
            console.println(summary(session));
            console.flush();
            Stream.of(
                            recordings.troubles().stream(),
                            outputs.main().recording().map(Recording::trouble).filter(t -> !t.isEmpty()).stream(),
                            recordings
                                    .wav()
                                    .flatMap(wav -> outputs.main().destination().trouble())
                                    .stream())
                    .flatMap(troubles -> troubles)
                    .findFirst()
                    .ifPresent(trouble -> {
                        throw new UncheckedIOException(new IOException(trouble));
                    });
        }
        return failure.get() == null ? 0 : Lilt.FAILED;
    }

    /** The tunes that were heard, for a part that plays them; there is no history before there is a band. */
    private static final class Heard implements AutoCloseable {
        private volatile TuneHistory history;

        int[] tune(int index) {
            TuneHistory now = history;
            return now == null ? null : now.forPlaying(index);
        }

        TuneHistory keep(TextTap text, PresetLibrary.Found found, Band band, long seed, SessionFile before) {
            history = new TuneHistory(
                    text,
                    found.preset().name(),
                    band.writer().map(Band.Member::seed).orElse(seed),
                    before == null ? List.of() : before.history());
            return history;
        }

        @Override
        public void close() {
            if (history != null) {
                history.close();
            }
        }
    }

    private static Generators.Recall recall(Heard heard, Changes changes) {
        return (generator, index) -> {
            int[] text = heard.tune(index);
            changes.recalled(generator, text);
            return text;
        };
    }

    /** The same, with what the options say. */
    private Band overridden(Band band) throws PresetException {
        for (Band.Member member : band.members()) {
            source.override(member.part().generator().parameters());
        }
        return band;
    }

    private Band band(
            PresetLibrary.Found found,
            Plugins plugins,
            long seed,
            int first,
            int last,
            int copies,
            Ports ports,
            Generators.Recall recall,
            Consumer<String> news)
            throws IOException, ModelException {
        return new Band(new Band.Plan(
                found,
                new Generators(found, source.checkpoint(), plugins, isolate, recall).leadInto(text),
                plugins,
                seed,
                last,
                first,
                copies,
                ports,
                news));
    }

    /** Writes down what is turned, where the session is kept; from the beginning, and anew with each band. */
    private final class Changing implements Closeable {
        private final PlaySession session;
        private final Parameter tempoParameter;
        private final Parameter transposeParameter;
        private ChangesFile file;

        Changing(PlaySession session, Parameter tempoParameter, Parameter transposeParameter) {
            this.session = session;
            this.tempoParameter = tempoParameter;
            this.transposeParameter = transposeParameter;
        }

        /** Where it begins, with a band that has not played yet. */
        SessionFile beginning(PresetLibrary.Found found, Band band, long seed, int first) {
            return new SessionFile(
                    Snapshot.of(found, band, List.of(tempoParameter, transposeParameter), seed),
                    List.of(),
                    Mappings.NONE,
                    first,
                    List.of());
        }

        void begin(PresetLibrary.Found found, Band band, long seed, int first, ChangeLog log) throws IOException {
            if (sessionFile != null) {
                begin(beginning(found, band, seed, first), band, log);
            }
        }

        synchronized void begin(SessionFile beginning, Band band, ChangeLog log) throws IOException {
            close();
            file = new ChangesFile(
                    ChangesFile.beside(sessionFile),
                    beginning,
                    new ChangesFile.Way(source.checkpoint(), clock.follows(), clock.sends()),
                    log,
                    band,
                    tempoParameter,
                    transposeParameter,
                    session.performance()::playHead);
        }

        @Override
        public synchronized void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }

    /** Makes the bands that are to play next. */
    private final class Stage implements Arranger.Stage {
        private final int last;
        private final Outputs outputs;
        private final Recordings recordings;
        private final Heard heard;
        private final Following following;
        private final Changing changes;
        private final Consumer<String> news;

        Stage(
                int last,
                Outputs outputs,
                Recordings recordings,
                Heard heard,
                Following following,
                Changing changes,
                Consumer<String> news) {
            this.last = last;
            this.outputs = outputs;
            this.recordings = recordings;
            this.heard = heard;
            this.following = following;
            this.changes = changes;
            this.news = news;
        }

        @Override
        public Plugins plugins() throws IOException {
            return Bands.all(news);
        }

        @Override
        public Arranger.Next next(PresetLibrary.Found found, Plugins plugins, long seed, int firstTune, Ports ports)
                throws IOException, ModelException {
            ChangeLog log = new ChangeLog();
            Changes turned = sessionFile == null ? Changes.NONE : log;
            Band band = band(found, plugins, seed, firstTune, last, 1, ports, recall(heard, turned), news);
            SessionFile beginning = changes.beginning(found, band, seed, firstTune);
            return new Arranger.Next() {
                @Override
                public Band band() {
                    return band;
                }

                @Override
                public Setup setup(Output output) throws IOException {
                    return clock.setup(
                                    changes.tempoParameter,
                                    changes.transposeParameter,
                                    following.host(),
                                    output.destination())
                            .with(turned, band.view());
                }

                @Override
                public void taken() throws IOException {
                    if (sessionFile != null) {
                        changes.begin(beginning, band, log);
                    }
                    Readiness.inBackground(band.networks());
                }
            };
        }

        @Override
        public String holdsDestination() {
            return recordings.wav().isPresent()
                    ? "the sound is being recorded, so it stays where it is"
                    : outputs.main().recording().isPresent() ? "a file is being written, so it stays there" : "";
        }
    }

    private static Arranger arranger(PlaySession session, PresetLibrary.Found found, Outputs outputs, Stage stage) {
        List<Parameter> whole = List.of(stage.changes.tempoParameter, stage.changes.transposeParameter);
        Arranger arranger = new Arranger(session, found, outputs, whole, stage);
        session.arranging(arranger);
        return arranger;
    }

    /** Keeps the session, if that is wished; else null. */
    private SessionKeeper keeper(
            PlaySession session, Arranger arranger, Outputs outputs, int first, Consumer<String> news)
            throws IOException {
        if (sessionFile == null) {
            return null;
        }
        return new SessionKeeper(
                sessionFile,
                () -> new SessionFile(
                        arranger.preset(),
                        outputs.names(),
                        control.mappings(),
                        session.tuneHeard() == 0 ? first : Math.max(1, session.tuneOfSeed()),
                        session.history()),
                news);
    }

    private void cue(PlaySession session) throws IOException {
        try {
            if (again != null) {
                session.again(again);
            } else if (like != null) {
                session.moreLike(like);
            } else if (beginWith != null && beginWith.matches("\\d{1,9}")) {
                session.beginLike(Integer.parseInt(beginWith), Beginnings.BARS);
            } else if (beginWith != null) {
                session.beginWith(beginWith.replace("\\n", "\n"));
            }
        } catch (IllegalArgumentException e) {
            throw new PresetException(e.getMessage(), e);
        }
    }

    /** The panel takes a moment to start, which the music does not wait for. */
    private void openInBackground(PlaySession session, AtomicReference<Panel> found, PrintWriter console) {
        Thread opening = new Thread(
                () -> {
                    try {
                        Panel panel = Panel.open(session, Panel.DEFAULT_PORT, false, lan);
                        found.set(panel);
                        tell(panel, console);
                    } catch (IOException e) {
                        announce("No control panel: " + e.getMessage(), console);
                    }
                },
                "lilt-panel-opening");
        opening.setDaemon(true);
        opening.start();
    }

    /** Where the panel is; on a terminal that can show it, with a QR code for the phone. */
    private static void tell(Panel panel, PrintWriter console) {
        StringBuilder text = new StringBuilder("Control panel: " + panel.url());
        panel.invitation().ifPresent(invitation -> {
            text.append(System.lineSeparator()).append("On your phone: ").append(invitation.url());
            if (consoleCharset().newEncoder().canEncode('▀')) {
                for (String line : invitation.lines()) {
                    text.append(System.lineSeparator())
                            .append(CommandLine.Help.Ansi.AUTO.string("@|fg(231),bg(16) " + line + "|@"));
                }
            }
        });
        announce(text.toString(), console);
    }

    private static Charset consoleCharset() {
        String before19 = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        return Charset.forName(System.getProperty("stdout.encoding", before19));
    }

    private static void announce(String line, PrintWriter console) {
        console.println(line);
        console.flush();
    }

    private static void closeAll(
            PlaySession session,
            SessionKeeper keeper,
            Changing changes,
            Recordings recordings,
            Outputs outputs,
            Following following,
            ControlOptions.Opened controls) {
        if (keeper != null) {
            keeper.close();
        }
        session.close();
        try {
            if (changes != null) {
                changes.close();
            }
            following.close();
            controls.close();
            recordings.close();
            outputs.close();
        } catch (IOException e) {
            System.err.println("lilt play: " + e.getMessage());
        }
    }

    private static String summary(PlaySession session) {
        var status = session.status();
        return String.format(
                Locale.ROOT,
                "%d tunes begun, %d messages sent, latest by %.1f ms, %d underruns",
                status.tune(),
                status.events(),
                status.worstLatenessNanos() * 1e-6,
                status.underruns());
    }

    /** The music goes on where it can; the trouble is told, a bug with where it happened. */
    private void report(Throwable e) {
        failure.compareAndSet(null, e);
        e.printStackTrace();
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
