package org.lilt.training;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Lines side by side as DL4J wants them, shorter ones padded at their end and the padding masked out of the loss. */
final class Batch {
    private Batch() {}

    /**
     * Lays lines side by side.
     *
     * @param lines one a row
     * @param vocabulary number of characters
     * @param weights of the clocks: those above 0 are to be predicted as well
     * @return features [rows, 1, steps] with a mask that is 0 where a sequence begins, see {@link FastLstm}; one-hot labels [rows, vocabulary + classes,
     *     steps] (the next character, and each clock) with a mask that is 0 where there is nothing to predict
     */
    static DataSet of(List<Line> lines, int vocabulary, double[] weights) {
        int rows = lines.size();
        int steps = lines.stream().mapToInt(Line::steps).max().orElse(0);
        int columns = vocabulary + Clocks.columns(weights);
        float[] features = new float[rows * steps];
        float[] going = new float[rows * steps];
        float[] labels = new float[rows * columns * steps];
        float[] wanted = new float[rows * steps];
        Arrays.fill(going, 1);
        for (int row = 0; row < rows; row++) {
            Line line = lines.get(row);
            for (int step = 0; step < line.steps(); step++) {
                features[row * steps + step] = line.tokens()[step];
                labels[(row * columns + line.tokens()[step + 1]) * steps + step] = 1;
                int first = vocabulary;
                for (int clock = 0; clock < weights.length; clock++) {
                    if (weights[clock] > 0) {
                        labels[(row * columns + first + line.clocks()[clock][step]) * steps + step] = 1;
                    }
                    first += Clocks.columns(weights, clock);
                }
                wanted[row * steps + step] = 1;
            }
            for (int start : line.starts()) {
                going[row * steps + start] = 0;
                if (start > 0) {
                    wanted[row * steps + start - 1] = 0;
                }
            }
        }
        INDArray input = Nd4j.create(features, new long[] {rows, 1, steps}, 'c');
        INDArray output = Nd4j.create(labels, new long[] {rows, columns, steps}, 'c');
        long[] shape = {rows, steps};
        return new DataSet(input, output, Nd4j.create(going, shape, 'c'), Nd4j.create(wanted, shape, 'c'));
    }
}
