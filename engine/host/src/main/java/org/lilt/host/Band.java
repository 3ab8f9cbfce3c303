package org.lilt.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.lilt.engine.generator.TextTap;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.SplitMix64;
import org.lilt.engine.parts.Chain;
import org.lilt.engine.parts.Score;
import org.lilt.engine.parts.Slot;
import org.lilt.engine.player.Part;
import org.lilt.engine.player.TransportView;
import org.lilt.engine.plugins.AllocationWatch;
import org.lilt.engine.plugins.GuardedEffect;
import org.lilt.engine.plugins.Plugins;
import org.lilt.engine.tunes.CuedTunes;
import org.lilt.midi.Destination;
import org.lilt.midi.SilentDestination;
import org.lilt.plugin.Descriptor;
import org.lilt.plugin.Effect;
import org.lilt.plugin.Generator;
import org.lilt.plugin.Music;
import org.lilt.plugin.PluginException;

/** The parts of a preset, made: each with its generator, effects, channels and destination. All is there, or an error that names the field, before anything sounds. */
final class Band implements AutoCloseable {
    private static final int CHANNELS = 16;
    private static final int DRUMS = 9;
    private static final int SILENT = -1;

    /** Parameters of a preset that are not its generator's. */
    private static final Set<String> OF_THE_WHOLE = Set.of("tempo", "transpose");

    private static final long MOST_BYTES_PER_SECOND = 100L << 20;

    private final List<Member> members = new ArrayList<>();
    private final TransportView view = new TransportView();
    private final Plugins plugins;
    private final Consumer<String> news;
    private final AllocationWatch watch;
    /** All effects that each part has ever had, by their numbers. */
    private final Map<Chain, List<Slot>> effectsMade = new ConcurrentHashMap<>();

    private List<LstmNetwork> networks = List.of();
    private volatile Long newSeed;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A part and what belongs to it.
     *
     * @param setting what the preset says of it
     * @param part how it plays
     * @param text what it writes as ABC; empty where it writes none
     * @param cue lets others say what it plays next; empty where it writes no ABC
     * @param seed of its tunes
     * @param leader name of the part that it goes by; null for none
     */
    record Member(
            PartSetting setting,
            Part part,
            Optional<TextTap> text,
            Optional<CuedTunes> cue,
            long seed,
            String leader) {}

    /**
     * What a band is made of.
     *
     * @param found the preset with its parts
     * @param generators makes their generators
     * @param plugins makes their effects
     * @param seed of the whole
     * @param tunes how many tunes each plays; 0 for no end
     * @param firstTune ordinal of the first tune, from 1
     * @param copies how many times the parts are played at once, each time with the next seed
     * @param ports where they go
     * @param news told what plugins report
     */
    record Plan(
            PresetLibrary.Found found,
            Generators generators,
            Plugins plugins,
            long seed,
            int tunes,
            int firstTune,
            int copies,
            Ports ports,
            Consumer<String> news) {
        Preset preset() {
            return found.preset();
        }

        String origin() {
            return found.origin();
        }
    }

    /**
     * Makes all parts.
     *
     * @param plan of what
     * @throws IOException when something of it cannot be made; one line that names the field
     */
    Band(Plan plan) throws IOException, ModelException {
        plugins = plan.plugins();
        news = plan.news();
        watch = new AllocationWatch(MOST_BYTES_PER_SECOND);
        try {
            make(plan);
            networks = plan.generators().networks();
        } catch (IOException | ModelException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    /** One generator alone, without effects. */
    Band(Generator generator, TextTap text, long seed) {
        plugins = new Plugins();
        news = line -> {};
        watch = new AllocationWatch(MOST_BYTES_PER_SECOND);
        Part part = new Part("tune", generator, new Chain(List.of()), new Score(), Optional.empty(), List.of(), false);
        members.add(new Member(null, part, Optional.of(text), Optional.empty(), seed, null));
    }

    private void make(Plan plan) throws IOException, ModelException {
        Channels channels = new Channels(plan.ports().all());
        List<PartSetting> settings = plan.preset().partsOrOne();
        for (int copy = 0; copy < plan.copies(); copy++) {
            Map<String, Score> scores = new HashMap<>();
            settings.forEach(setting -> scores.put(setting.name(), new Score()));
            for (int i = 0; i < settings.size(); i++) {
                PartSetting setting = settings.get(i);
                String prefix = plan.preset().parts() == null ? "" : "parts[" + i + "].";
                String where = plan.origin() + ": " + prefix;
                String suffix = plan.copies() == 1 ? "" : String.valueOf(copy + 1);
                String name = setting.name() + suffix;
                long seed = (setting.seed() != null ? setting.seed() : plan.seed()) + copy;
                Generators.Made made = plan.generators().make(setting, where, seed, plan.tunes(), plan.firstTune());
                String leader = setting.follows() == null ? settings.get(0).name() : setting.follows();
                Score score = scores.get(setting.name());
                Music followed = leader.equals(setting.name()) ? endless() : scores.get(leader);
                List<Slot> slots = effects(setting, where, name, score, seed);
                Chain chain = new Chain(slots);
                effectsMade.put(chain, new CopyOnWriteArrayList<>(slots));
                Optional<Destination> named = Optional.ofNullable(setting.destination())
                        .map(plan.ports().named());
                Part part = new Part(
                        name,
                        made.generator(),
                        chain,
                        score,
                        named.or(() -> channels.port(made.channels(), setting.channelsOrEmpty())),
                        channels.take(made.channels(), setting.channelsOrEmpty(), settings.size() * plan.copies() == 1),
                        made.foreign());
                members.add(new Member(
                        setting,
                        part,
                        made.text(),
                        made.cue(),
                        seed,
                        leader.equals(setting.name()) ? null : leader + suffix));
                prepare(part, setting, where, followed, seed, plan);
            }
        }
    }

    private void prepare(Part part, PartSetting setting, String where, Music followed, long seed, Plan plan)
            throws PresetException {
        Map<String, Object> values = new HashMap<>(setting.parametersOrEmpty());
        if (plan.preset().parts() == null) { // those of the whole and of its one part stand together
            List<String> own = part.generator().parameters().stream()
                    .map(org.lilt.plugin.Parameter::id)
                    .toList();
            for (Map.Entry<String, Double> value :
                    plan.preset().parametersOrEmpty().entrySet()) {
                if (own.contains(value.getKey()) || !OF_THE_WHOLE.contains(value.getKey())) {
                    values.put(value.getKey(), value.getValue());
                }
            }
        }
        Generators.set(part.generator().parameters(), values, where);
        part.level().set(setting.level() == null ? part.level().defaultValue() : setting.level());
        part.mute().set(Boolean.TRUE.equals(setting.mute()) ? 1 : 0);
        part.solo().set(Boolean.TRUE.equals(setting.solo()) ? 1 : 0);
        try {
            part.generator().activate(new PluginHost(view, followed, seed, part.name(), news));
        } catch (PluginException e) {
            throw new PresetException(where + "generator: " + e.getMessage(), e);
        }
    }

    private static Score endless() {
        Score nothing = new Score();
        nothing.written(Long.MAX_VALUE);
        return nothing;
    }

    private List<Slot> effects(PartSetting setting, String where, String part, Score score, long seed)
            throws PresetException {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < setting.effectsOrEmpty().size(); i++) {
            EffectSetting effect = setting.effectsOrEmpty().get(i);
            slots.add(slot(plugins, effect, where + "effects[" + i + "].", part, score, seedOf(seed, i)));
        }
        return slots;
    }

    private static long seedOf(long seed, int number) {
        return SplitMix64.streamSeed(seed, number + 1);
    }

    /**
     * Makes an effect for a part that plays, at its defaults; it is in no chain yet. Its number, of which its random numbers come, is the next of the part. [any
     * thread]
     *
     * @param member whose
     * @param effect its id
     * @param from those among which it is
     * @throws PresetException when there is none of this id; one line
     */
    synchronized Slot effect(Member member, String effect, Plugins from) throws PresetException {
        Part part = member.part();
        List<Slot> all = effectsMade.computeIfAbsent(part.chain(), c -> new CopyOnWriteArrayList<>());
        EffectSetting setting = new EffectSetting(effect, null, null, null);
        Slot slot = slot(from, setting, "", part.name(), part.score(), seedOf(member.seed(), all.size()));
        all.add(slot);
        return slot;
    }

    /** The effects that a part has or has had, by their numbers. [any thread] */
    List<Slot> effects(Part part) {
        return effectsMade.getOrDefault(part.chain(), List.of());
    }

    /** Makes an effect, ready to work. */
    private Slot slot(Plugins plugins, EffectSetting setting, String where, String part, Music music, long seed)
            throws PresetException {
        try {
            Plugins.Entry entry = plugins.entry(setting.effect());
            if (entry.descriptor().kind() != Descriptor.Kind.EFFECT) {
                throw new PluginException(setting.effect() + " is a generator");
            }
            Effect effect = (Effect) plugins.create(setting.effect());
            GuardedEffect guarded = entry.jar() == null
                    ? null
                    : new GuardedEffect(effect, setting.effect(), GuardedEffect.DEFAULT_LIMIT_NANOS);
            Effect used = guarded == null ? effect : guarded;
            if (setting.state() != null) {
                used.load(setting.state());
            }
            Generators.set(used.parameters(), setting.parametersOrEmpty(), where);
            used.activate(new PluginHost(view, music, seed, part + ": " + setting.effect(), news));
            Slot slot = new Slot(setting.effect(), used);
            slot.bypass(Boolean.TRUE.equals(setting.bypassed()));
            if (guarded != null) {
                watch.add(guarded.thread(), slot::fail);
            }
            return slot;
        } catch (PluginException e) {
            throw new PresetException(where + "effect: " + e.getMessage(), e);
        }
    }

    List<Member> members() {
        return members;
    }

    List<Part> parts() {
        return members.stream().map(Member::part).toList();
    }

    /** Notes that the leading part's tunes are of another seed now. [any thread] */
    void seed(long seed) {
        newSeed = seed;
    }

    /** The seed that a part's tunes are of now. [any thread] */
    long seed(Member member) {
        Long seed = newSeed;
        return seed != null && member == writer().orElse(null) ? seed : member.seed();
    }

    /** The networks that write, each once. */
    List<LstmNetwork> networks() {
        return networks;
    }

    TransportView view() {
        return view;
    }

    AllocationWatch watch() {
        return watch;
    }

    /** The first part that writes text; none where all others do. */
    Optional<Member> writer() {
        return members.stream().filter(m -> m.text().isPresent()).findFirst();
    }

    /** Closes all effects, once. The generators are closed by the performance that they play in. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            watch.close();
            effectsMade
                    .values()
                    .forEach(slots -> slots.forEach(slot -> slot.effect().close()));
        }
    }

    /** Closes all effects and generators of a band that has not played. */
    void discard() {
        close();
        members.forEach(member -> member.part().generator().close());
    }

    /** Hands out channels from the first port on; the drum channel is everybody's. */
    private static final class Channels {
        private final List<Destination> ports;
        private int port;
        private int next;

        Channels(List<Destination> ports) {
            this.ports = ports;
        }

        /** The port that has room for so many channels; empty for the first. */
        Optional<Destination> port(int count, Map<String, Integer> given) {
            int wanted = given.isEmpty() ? count : 0;
            if (from(wanted) + wanted > CHANNELS) {
                port++;
                next = 0;
            }
            if (port == 0) {
                return Optional.empty();
            }
            return Optional.of(port < ports.size() ? ports.get(port) : SILENCE);
        }

        private int from(int count) {
            return next <= DRUMS && next + count > DRUMS ? DRUMS + 1 : next;
        }

        /** Takes channels; the only part of all keeps every channel as it is. */
        List<Integer> take(int count, Map<String, Integer> given, boolean alone) {
            List<Integer> taken = new ArrayList<>();
            int from = from(count);
            for (int i = 0; i < CHANNELS; i++) {
                boolean named = i < Preset.CHANNELS.size() && given.containsKey(Preset.CHANNELS.get(i));
                if (named) {
                    taken.add(given.get(Preset.CHANNELS.get(i)) - 1);
                } else if (alone) {
                    taken.add(i);
                } else {
                    taken.add(i < count ? from + i : i == DRUMS ? DRUMS : SILENT);
                }
            }
            if (given.isEmpty()) {
                next = from + count;
            }
            return taken;
        }
    }

    private static final Destination SILENCE = new SilentDestination();
}
