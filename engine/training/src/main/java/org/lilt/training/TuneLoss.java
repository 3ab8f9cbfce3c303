package org.lilt.training;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Cross-entropy of the next character, and beside it of what the {@link Clocks} say: the output's first columns are the logits of the characters, behind
 * them lie those of each clock. What the network learns of bars and repeats it never says, but it has to count to know it, and counting is what
 * keeps bars whole and repeats answered. The score is that of the characters alone. Public for DL4J's reader of configurations.
 */
public final class TuneLoss implements ILossFunction {
    private static final long serialVersionUID = 1;

    private final int vocabulary;
    private final double[] weights;
    private transient double nats;

    /**
     * A loss.
     *
     * @param vocabulary number of characters
     * @param weights how much each clock counts beside the characters; one of weight 0 has no columns
     */
    public TuneLoss(@JsonProperty("vocabulary") int vocabulary, @JsonProperty("weights") double... weights) {
        this.vocabulary = vocabulary;
        this.weights = weights.clone();
    }

    /**
     * The number of characters.
     *
     * @return number of characters
     */
    public int getVocabulary() {
        return vocabulary;
    }

    /**
     * The weights of the clocks.
     *
     * @return how much each clock counts beside the characters
     */
    public double[] getWeights() {
        return weights.clone();
    }

    /** Negative log likelihood of the characters of the gradients since this was last asked, in nats. */
    double takeNats() {
        double taken = nats;
        nats = 0;
        return taken;
    }

    private INDArray characters(INDArray matrix) {
        return columns(matrix, 0, vocabulary);
    }

    private static INDArray columns(INDArray matrix, int from, int count) {
        return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
    }

    /** Negative log likelihood of each step's character, [step, 1]. */
    private static INDArray negativeLogLikelihood(INDArray probabilities, INDArray labels, INDArray mask) {
        INDArray each = probabilities.mul(labels).sum(true, 1);
        INDArray costs = Transforms.log(Transforms.max(each, Float.MIN_NORMAL, false), false)
                .negi();
        return mask == null ? costs : costs.muliColumnVector(mask.castTo(costs.dataType()));
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        double sum = computeScoreArray(labels, preOutput, activation, mask)
                .sumNumber()
                .doubleValue();
        return average ? sum / labels.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        INDArray probabilities = Transforms.softmax(characters(preOutput), true);
        // A step without a character to predict has no label, and costs nothing.
        return negativeLogLikelihood(
                probabilities,
                characters(labels).castTo(preOutput.dataType()),
                mask == null ? characters(labels).sum(true, 1) : mask);
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        INDArray wanted = labels.castTo(preOutput.dataType());
        INDArray gradient = preOutput.ulike();
        INDArray probabilities = Transforms.softmax(characters(preOutput), true);
        nats += negativeLogLikelihood(probabilities, characters(wanted), mask)
                .sumNumber()
                .doubleValue();
        characters(gradient).assign(probabilities.subi(characters(wanted)));
        int first = vocabulary;
        for (int clock = 0; clock < weights.length; clock++) {
            int count = Clocks.columns(weights, clock);
            if (count > 0) {
                INDArray said = Transforms.softmax(columns(preOutput, first, count), true);
                columns(gradient, first, count)
                        .assign(said.subi(columns(wanted, first, count)).muli(weights[clock]));
            }
            first += count;
        }
        return mask == null ? gradient : gradient.muliColumnVector(mask.castTo(gradient.dataType()));
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    @Override
    public String name() {
        return "TuneLoss";
    }
}
