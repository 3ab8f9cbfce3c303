package org.lilt.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.abc.Transposition;
import org.lilt.engine.network.Evaluation;
import org.lilt.engine.network.LstmNetwork;
import org.lilt.engine.network.LstmState;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelFolder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainerTest {
    private static final Settings SMALL =
            new Settings(8, List.of(12, 10), 0.2, 0, 0.3, 0.2, 2, 16, 0.5, 0.9, 0.02, true, 3, 3, 2, 1, 5);

    @TempDir
    Path folder;

    @BeforeAll
    static void oneThread() {
        Natives.useOneThread();
    }

    private static List<String> scales(int count) {
        Random random = new Random(3);
        List<String> tunes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder tune = new StringBuilder("M:4/4\nL:1/8\nK:C\n");
            for (int bar = 0; bar < 2 + random.nextInt(6); bar++) {
                int from = random.nextInt(4);
                tune.append("CDEFGABc".substring(from, from + 4)).append('|');
            }
            tunes.add(tune.append("\n\n").toString());
        }
        return tunes;
    }

    private final TuneSet training = TuneSet.of(scales(80), 0, List.of());
    private final TuneSet aside = TuneSet.of(scales(90).subList(80, 90), training.vocabulary());

    private Trainer trainer(Path model) {
        return new Trainer(SMALL, training, aside, Checkpoint.JSON.createObjectNode(), model, null);
    }

    private static final class Ignore implements Trainer.Listener {
        @Override
        public void epochBegins(int epoch, int epochs, long characters) {}

        @Override
        public void trained(long characters) {}

        @Override
        public void epochEnds(Progress.Epoch epoch, boolean best) {}
    }

    /** Stops a training as Ctrl-C does, after so many batches. */
    private static final class StopAfter implements Trainer.Listener {
        private final Trainer trainer;
        private int left;

        StopAfter(Trainer trainer, int batches) {
            this.trainer = trainer;
            this.left = batches + 1; // once at the beginning of the epoch
        }

        @Override
        public void epochBegins(int epoch, int epochs, long characters) {}

        @Override
        public void trained(long characters) {
            if (--left == 0) {
                trainer.stop();
            }
        }

        @Override
        public void epochEnds(Progress.Epoch epoch, boolean best) {}
    }

    @Test
    void theExportedNetworkStepsAsDl4jsOwnDoes() throws Exception {
        Trainer trainer = trainer(folder.resolve("m"));
        trainer.train(new Ignore(), null);
        MultiLayerNetwork dl4j = trainer.network();
        LstmNetwork ours = new LstmNetwork(Weights.of(dl4j, training.vocabulary(), Checkpoint.JSON.createObjectNode()));
        LstmState state = ours.newState();
        float[] logits = new float[ours.vocabularySize()];
        dl4j.rnnClearPreviousState();
        Random random = new Random(1);
        for (int step = 0; step < 200; step++) {
            int token = random.nextInt(ours.vocabularySize());
            ours.step(state, token, logits);
            INDArray input = Nd4j.create(new float[] {token}, new long[] {1, 1, 1}, 'c');
            float[] wanted = dl4j.rnnTimeStep(input).dup('c').data().asFloat();
            assertArrayEquals(Arrays.copyOf(wanted, logits.length), logits, 1e-4f, "step " + step);
        }
    }

    @Test
    void trainingLearnsAndKeepsTheBestEpochAsAModelFolder() throws Exception {
        Trainer trainer = trainer(folder);
        double before = trainer.bitsPerCharacter(aside);
        trainer.train(new Ignore(), null);
        Progress.Epoch best = trainer.progress().best();
        assertTrue(best.validationBits() < 0.9 * before, best + " from " + before);
        Model model = ModelFolder.read(folder);
        double evaluated = Evaluation.ofTunes(
                        new LstmNetwork(model), String.join("", scales(90).subList(80, 90)))
                .bitsPerCharacter();
        assertEquals(best.validationBits(), evaluated, 1e-4, "the same score by the engine's own evaluation");
        assertTrue(Files.exists(folder.resolve("epoch-2").resolve(ModelFolder.WEIGHTS)), "the second epoch is kept");
        assertFalse(Files.exists(folder.resolve("epoch-1")));
        assertEquals(best.epoch(), model.extra().get("training").get("epoch").asInt());
    }

    @Test
    void anEpochMakesOfTheWeightsWhatDl4jsOwnFitMakesOfThem() throws Exception {
        Trainer trainer = trainer(folder);
        List<List<Line>> batches = training.batches(SMALL.rows(), SMALL.seed(), 1);
        trainer.train(new StopAfter(trainer, batches.size()), null);

        MultiLayerNetwork plain = TuneNetwork.create(training.vocabulary().size(), SMALL);
        plain.setLearningRate(SMALL.learningRate(1));
        for (int batch = 0; batch < batches.size(); batch++) {
            Nd4j.getRandom().setSeed(SMALL.seed() * 1_000_003L + 10_007L + batch);
            plain.fit(Batch.of(batches.get(batch), training.vocabulary().size(), SMALL.clockWeights()));
        }
        assertEquals(
                plain.getUpdater().getStateViewArray(),
                trainer.network().getUpdater().getStateViewArray());
        assertEquals(plain.params(), trainer.network().params());
    }

    @Test
    void aStoppedTrainingGoesOnAsIfItHadNeverStopped() throws Exception {
        Trainer whole = trainer(folder.resolve("whole"));
        whole.train(new Ignore(), null);

        Path model = folder.resolve("broken");
        Trainer first = trainer(model);
        first.train(new StopAfter(first, 4), null);
        assertEquals(4, first.progress().batch);
        assertTrue(Files.exists(model.resolve(ModelFolder.WEIGHTS)), "a model is left");
        Trainer second = Trainer.resume(training, aside, Checkpoint.JSON.createObjectNode(), model);
        second.train(new Ignore(), null);

        assertEquals(whole.progress().history.size(), second.progress().history.size());
        for (int i = 0; i < whole.progress().history.size(); i++) {
            assertEquals(
                    whole.progress().history.get(i).validationBits(),
                    second.progress().history.get(i).validationBits(),
                    "epoch " + (i + 1));
        }
        assertEquals(whole.network().params(), second.network().params());
    }

    @Test
    void aCheckpointIsWholeWhateverLiesBesideIt() throws Exception {
        Trainer trainer = trainer(folder);
        trainer.train(new StopAfter(trainer, 2), null);
        Path training = folder.resolve("training");
        // What a killed program leaves: a half-written network that nothing names.
        Files.write(training.resolve("network-1-3.zip.part"), new byte[100]);
        Trainer resumed = Trainer.resume(this.training, aside, Checkpoint.JSON.createObjectNode(), folder);
        resumed.train(new Ignore(), null);
        try (var files = Files.list(training)) {
            assertEquals(3, files.count(), "one network, its average and its progress");
        }
    }

    @Test
    void aCheckpointIsNotContinuedWithOtherTunes() throws Exception {
        Trainer trainer = trainer(folder);
        trainer.train(new StopAfter(trainer, 1), null);
        TuneSet others = TuneSet.of(scales(20), 0, List.of());
        assertNotEquals(training.fingerprint(), others.fingerprint());
        assertThrows(
                IllegalArgumentException.class,
                () -> Trainer.resume(others, aside, Checkpoint.JSON.createObjectNode(), folder));
    }

    @Test
    void everyTuneIsInEveryEpochOnceAndTheOrderChanges() {
        List<String> first = texts(training, 1);
        assertEquals(
                scales(80).stream().sorted().toList(), first.stream().sorted().toList());
        assertEquals(first, texts(training, 1));
        assertNotEquals(first, texts(training, 2));
    }

    private static List<String> texts(Corpus corpus, int epoch) {
        List<String> texts = new ArrayList<>();
        for (List<Line> batch : corpus.batches(4, 5, epoch)) {
            for (Line line : batch) {
                int[] starts = Arrays.copyOf(line.starts(), line.starts().length + 1);
                starts[starts.length - 1] = line.tokens().length;
                for (int i = 0; i + 1 < starts.length; i++) {
                    StringBuilder text = new StringBuilder();
                    for (int token : Arrays.copyOfRange(line.tokens(), starts[i] + 1, starts[i + 1])) {
                        text.append(corpus.vocabulary().get(token));
                    }
                    texts.add(text.toString());
                }
            }
        }
        return texts;
    }

    @Test
    void tunesAreLearntInOtherKeysAsWellButOnlyInKeysThatThereAre() {
        List<String> tunes = new ArrayList<>(scales(10));
        tunes.addAll(scales(20).subList(10, 20).stream()
                .map(t -> Transposition.of(t, 2).orElseThrow())
                .toList());
        TuneSet set = TuneSet.of(tunes, 0.5, List.of());
        int moved = 0;
        for (String tune : texts(set, 1)) {
            assertTrue(tune.contains("K:C\n") || tune.contains("K:D\n"), tune);
            moved += tunes.contains(tune) ? 0 : 1;
        }
        assertTrue(moved > 2 && moved < 18, moved + " of 20");
    }

    @Test
    void runningTextIsLearntWholeAndInOrder() {
        String text = "The whole of a text, in four lines of eleven characters each.";
        RunningText running = new RunningText(text, RunningText.vocabulary(text), 1);
        List<String> lines = texts(running, 1);
        assertEquals(4, lines.size());
        assertTrue(text.startsWith("T" + String.join("", lines)), lines.toString());
        assertEquals(text.length() / 4 * 4, String.join("", lines).length());
    }

    @Test
    void aTrainingCanBeginWithAModelAndLearnNewCharacters() throws Exception {
        trainer(folder.resolve("first")).train(new Ignore(), null);
        Model model = ModelFolder.read(folder.resolve("first"));
        List<String> known = training.vocabulary();
        List<String> others = new ArrayList<>();
        for (String tune : scales(40)) {
            others.add(tune.replace("CDEF", "^CDE^F"));
        }
        TuneSet mine = TuneSet.of(others, 0, known);
        assertTrue(mine.vocabulary().size() > known.size(), "a character that the model does not know");
        Trainer bent =
                new Trainer(SMALL, mine, mine, Checkpoint.JSON.createObjectNode(), folder.resolve("second"), model);
        TuneSet old = TuneSet.of(scales(90).subList(80, 90), mine.vocabulary());
        LstmNetwork first = new LstmNetwork(model);
        double before = Evaluation.ofTunes(first, String.join("", scales(90).subList(80, 90)))
                .bitsPerCharacter();
        assertEquals(before, bent.bitsPerCharacter(old), 0.2, "it begins where the model is, a new character aside");
        double begin = bent.bitsPerCharacter(mine);
        bent.train(new Ignore(), null);
        assertTrue(
                bent.progress().best().validationBits() < begin - 0.1,
                bent.progress().best() + " from " + begin);
        assertArrayEquals(
                model.layers().get(1).recurrentKernel()[3],
                Weights.of(copied(model), known, Checkpoint.JSON.createObjectNode())
                        .layers()
                        .get(1)
                        .recurrentKernel()[3],
                0f,
                "there and back");
    }

    private static MultiLayerNetwork copied(Model model) {
        MultiLayerNetwork network = TuneNetwork.create(model.vocabularySize(), SMALL);
        List<String> vocabulary = new ArrayList<>();
        for (int i = 0; i < model.vocabularySize(); i++) {
            vocabulary.add(Character.toString(model.character(i)));
        }
        Weights.copy(model, network, vocabulary);
        return network;
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Trainer trainer = trainer(file);
        assertThrows(IOException.class, () -> trainer.train(new StopAfter(trainer, 1), null));
    }
}
