package org.lilt.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A batch of whole tunes as DL4J wants it, shorter tunes padded at their end and the padding masked out of the loss. */
final class Batch {
    private Batch() {}

    /**
     * Lays tunes side by side.
     *
     * @param tunes tokens with the primer first
     * @param vocabulary number of characters
     * @return features [rows, 1, steps], one-hot labels [rows, vocabulary, steps] (the next character), label mask [rows, steps]
     */
    static DataSet of(List<int[]> tunes, int vocabulary) {
        int rows = tunes.size();
        int steps = tunes.stream().mapToInt(t -> t.length - 1).max().orElse(0);
        float[] features = new float[rows * steps];
        float[] labels = new float[rows * vocabulary * steps];
        float[] mask = new float[rows * steps];
        for (int row = 0; row < rows; row++) {
            int[] tune = tunes.get(row);
            for (int step = 0; step < tune.length - 1; step++) {
                features[row * steps + step] = tune[step];
                labels[(row * vocabulary + tune[step + 1]) * steps + step] = 1;
                mask[row * steps + step] = 1;
            }
        }
        INDArray input = Nd4j.create(features, new long[] {rows, 1, steps}, 'c');
        INDArray output = Nd4j.create(labels, new long[] {rows, vocabulary, steps}, 'c');
        return new DataSet(input, output, null, Nd4j.create(mask, new long[] {rows, steps}, 'c'));
    }
}
