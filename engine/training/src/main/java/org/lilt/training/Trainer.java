package org.lilt.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.ModelFolder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains a network on tunes and keeps the best epoch as a model folder. Each tune starts from the zero state and is trained whole, in
 * segments through which the state is carried; no tune is cut at random. One thread.
 */
final class Trainer {
    /** Told what happens; called on the training thread. */
    interface Listener {
        void epochBegins(int epoch, int epochs, long characters);

        void trained(long characters);

        void epochEnds(Progress.Epoch epoch, boolean best);
    }

    /** Least time between two checkpoints within an epoch. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(3);

    /** How often arrays are collected that DL4J has dropped: their memory lies outside of the heap, whose collector does not feel their size. */
    private static final Duration COLLECTION_INTERVAL = Duration.ofSeconds(10);

    private static final double NATS_TO_BITS = 1 / Math.log(2);

    private final Settings settings;
    private final Corpus training;
    private final Corpus validation;
    private final ObjectNode description;
    private final Path folder;
    private final Checkpoint checkpoint;
    private final Progress progress;
    private final MultiLayerNetwork network;
    /** Null where weights are not averaged. */
    private final WeightAverage average;

    private final String fingerprint;
    private long collected = System.nanoTime();
    private volatile boolean stopping;

    /**
     * Prepares a training from its start.
     *
     * @param settings how to train
     * @param training what to train on
     * @param validation what is kept aside, of the same vocabulary
     * @param description what the model's {@code config.json} says of the data
     * @param folder where the model goes; checkpoints go into {@code training} below it
     * @param beginning the model to begin with, of the settings' sizes and of a vocabulary that the training's holds; null to begin with chance
     */
    Trainer(
            Settings settings,
            Corpus training,
            Corpus validation,
            ObjectNode description,
            Path folder,
            Model beginning) {
        this(
                settings,
                training,
                validation,
                description,
                folder,
                new Progress(),
                network(settings, training.vocabulary(), beginning),
                null);
    }

    private static MultiLayerNetwork network(Settings settings, List<String> vocabulary, Model beginning) {
        MultiLayerNetwork network = TuneNetwork.create(vocabulary.size(), settings);
        if (beginning != null) {
            Weights.copy(beginning, network, vocabulary);
        }
        return network;
    }

    private Trainer(
            Settings settings,
            Corpus training,
            Corpus validation,
            ObjectNode description,
            Path folder,
            Progress progress,
            MultiLayerNetwork network,
            INDArray averaged) {
        this.settings = settings;
        this.training = training;
        this.validation = validation;
        this.description = description;
        this.folder = folder;
        this.checkpoint = checkpointOf(folder);
        this.progress = progress;
        this.network = network;
        this.fingerprint = training.fingerprint() + validation.fingerprint();
        this.average = settings.averaging() == 0
                ? null
                : new WeightAverage(
                        settings.averaging(),
                        averaged == null ? network.params().dup() : averaged,
                        progress.updates);
        if (average != null) {
            network.setListeners(average);
        }
        Workers.use(settings.workers());
    }

    /** The checkpoint below a model's folder. */
    static Checkpoint checkpointOf(Path folder) {
        return new Checkpoint(folder.resolve("training"));
    }

    /**
     * Goes on with a training whose checkpoint lies in the folder, as if it had never stopped.
     *
     * @throws IOException when the checkpoint cannot be read
     * @throws IllegalArgumentException when it belongs to other tunes
     */
    static Trainer resume(Corpus training, Corpus validation, ObjectNode description, Path folder) throws IOException {
        Checkpoint checkpoint = checkpointOf(folder);
        Checkpoint.State state = checkpoint.state();
        if (!state.tunes().equals(training.fingerprint() + validation.fingerprint())) {
            throw new IllegalArgumentException(folder + ": its checkpoint was trained on other tunes than these");
        }
        return new Trainer(
                state.settings(),
                training,
                validation,
                description,
                folder,
                state.progress(),
                checkpoint.network(state),
                checkpoint.average(state));
    }

    /** Asks {@link #train} to end after the batch under way. [any thread] */
    void stop() {
        stopping = true;
    }

    boolean stopped() {
        return stopping;
    }

    Progress progress() {
        return progress;
    }

    MultiLayerNetwork network() {
        return network;
    }

    /**
     * Trains until the epochs or the patience run out, the time is up or {@link #stop} is called. A checkpoint and a model folder are
     * there in each case.
     *
     * @param listener told what happens
     * @param limit how long to train at most; null for as long as it takes
     * @throws IOException when a checkpoint cannot be written
     * @throws ModelException when the model cannot be written
     */
    void train(Listener listener, Duration limit) throws IOException, ModelException {
        long end = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        long lastCheckpoint = System.nanoTime();
        while (progress.epoch <= settings.epochs() && progress.epochsSinceBest() < settings.patience()) {
            int epoch = progress.epoch;
            double learningRate = settings.learningRate(epoch);
            network.setLearningRate(learningRate);
            listener.epochBegins(epoch, settings.epochs(), training.characters());
            listener.trained(progress.characters);
            List<List<Line>> batches = training.batches(settings.rows(), settings.seed(), epoch);
            for (; progress.batch < batches.size(); progress.batch++) {
                if (stopping || System.nanoTime() > end) {
                    pause();
                    return;
                }
                if (System.nanoTime() - lastCheckpoint > CHECKPOINT_INTERVAL.toNanos()) {
                    checkpoint();
                    lastCheckpoint = System.nanoTime();
                }
                fit(batches.get(progress.batch), epoch);
                listener.trained(progress.characters);
            }
            INDArray weights = useAverage();
            Progress.Epoch done = new Progress.Epoch(
                    epoch,
                    progress.bits / progress.characters,
                    bitsPerCharacter(validation),
                    progress.characters / (progress.nanos * 1e-9),
                    learningRate);
            progress.history.add(done);
            progress.epoch = epoch + 1;
            progress.batch = 0;
            progress.bits = 0;
            progress.characters = 0;
            progress.nanos = 0;
            boolean best = progress.best() == done;
            if (best) {
                export(folder, done);
            }
            if (settings.keep() > 0 && epoch % settings.keep() == 0) {
                export(folder.resolve("epoch-" + epoch), done);
            }
            network.setParams(weights);
            checkpoint();
            lastCheckpoint = System.nanoTime();
            listener.epochEnds(done, best);
        }
    }

    /** Gives the network the averaged weights, if there are any, and returns its own. */
    private INDArray useAverage() {
        INDArray own = network.params().dup();
        if (average != null) {
            network.setParams(average.weights());
        }
        return own;
    }

    private void export(Path to, Progress.Epoch epoch) throws IOException, ModelException {
        ModelFolder.write(Weights.of(network, training.vocabulary(), description(epoch)), to);
    }

    private void checkpoint() throws IOException {
        progress.updates = average == null ? 0 : average.updates();
        checkpoint.write(state(), network, average == null ? null : average.weights());
    }

    private void fit(List<Line> lines, int epoch) {
        long start = System.nanoTime();
        // A stream of its own for each batch: a resumed training drops out what an unbroken one would have.
        Nd4j.getRandom().setSeed(settings.seed() * 1_000_003L + epoch * 10_007L + progress.batch);
        DataSet batch = batch(lines);
        network.fit(batch);
        // Not network.clear(): that drops the solver, and with it the averages of Adam.
        free(batch);
        progress.bits += TuneNetwork.loss(network).takeNats() * NATS_TO_BITS;
        progress.characters += lines.stream().mapToLong(Line::length).sum();
        if (System.nanoTime() - collected > COLLECTION_INTERVAL.toNanos()) {
            System.gc();
            collected = System.nanoTime();
        }
        progress.nanos += System.nanoTime() - start;
    }

    private DataSet batch(List<Line> lines) {
        return Batch.of(lines, training.vocabulary().size(), settings.clockWeights());
    }

    /** Gives the memory of a batch back at once. */
    private static void free(DataSet batch) {
        for (INDArray array : List.of(
                batch.getFeatures(), batch.getLabels(), batch.getFeaturesMaskArray(), batch.getLabelsMaskArray())) {
            array.close();
        }
    }

    /** Stops within an epoch: the checkpoint holds where, and a first epoch that did not end still leaves a model. */
    private void pause() throws IOException, ModelException {
        checkpoint();
        if (progress.best() == null) {
            INDArray weights = useAverage();
            export(folder, null);
            network.setParams(weights);
        }
    }

    private Checkpoint.State state() {
        return new Checkpoint.State(settings, fingerprint, progress);
    }

    /** Mean negative log2 likelihood of the next character, each line from the zero state, without dropout. */
    double bitsPerCharacter(Corpus corpus) {
        double bits = 0;
        long characters = 0;
        for (List<Line> lines : corpus.lines(settings.rows())) {
            DataSet batch = batch(lines);
            INDArray tokens = batch.getFeatures();
            long steps = tokens.size(2);
            network.rnnClearPreviousState();
            for (long from = 0; from < steps; from += settings.sequence()) {
                var segment = NDArrayIndex.interval(from, Math.min(steps, from + settings.sequence()));
                INDArray logits = network.rnnTimeStep(tokens.get(NDArrayIndex.all(), NDArrayIndex.all(), segment)
                        .dup('c'));
                bits -= log2Likelihood(logits, lines, (int) from);
            }
            free(batch);
            characters += lines.stream().mapToLong(Line::length).sum();
        }
        network.rnnClearPreviousState();
        return bits / characters;
    }

    /** Of what a segment's logits, [row, character and clocks, step], say about the characters that follow. */
    private double log2Likelihood(INDArray logits, List<Line> lines, int from) {
        int vocabulary = training.vocabulary().size();
        int columns = (int) logits.size(1);
        int steps = (int) logits.size(2);
        float[] values = logits.dup('c').data().asFloat();
        double sum = 0;
        for (int row = 0; row < lines.size(); row++) {
            int[] tokens = lines.get(row).tokens();
            for (int step = 0; step < steps && from + step + 1 < tokens.length; step++) {
                int first = row * columns * steps + step;
                double largest = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < vocabulary; i++) {
                    largest = Math.max(largest, values[first + i * steps]);
                }
                double all = 0;
                for (int i = 0; i < vocabulary; i++) {
                    all += Math.exp(values[first + i * steps] - largest);
                }
                sum += values[first + tokens[from + step + 1] * steps] - largest - Math.log(all);
            }
        }
        return sum * NATS_TO_BITS;
    }

    /** What {@code config.json} says of the data and of the training up to an epoch, the first if null. */
    private ObjectNode description(Progress.Epoch epoch) {
        ObjectNode all = description.deepCopy();
        ObjectNode how = all.withObject("/training");
        how.set("settings", Checkpoint.JSON.valueToTree(settings));
        how.put("epochs_trained", progress.history.size());
        if (epoch != null) {
            how.put("epoch", epoch.epoch());
            how.put("validation_bits_per_character", Math.round(epoch.validationBits() * 1e4) / 1e4);
        }
        how.set("history", Checkpoint.JSON.valueToTree(progress.history));
        return all;
    }
}
