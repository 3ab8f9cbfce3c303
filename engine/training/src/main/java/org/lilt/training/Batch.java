package org.lilt.training;

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
     * @param bars whether the bar's classes are to be predicted as well
     * @return features [rows, 1, steps], one-hot labels [rows, vocabulary + classes, steps] (the next character, and the bar), label mask
     *     [rows, steps]
     */
    static DataSet of(List<Line> lines, int vocabulary, boolean bars) {
        int rows = lines.size();
        int steps = lines.stream().mapToInt(Line::length).max().orElse(0);
        int columns = vocabulary + (bars ? BarClock.CLASSES : 0);
        float[] features = new float[rows * steps];
        float[] labels = new float[rows * columns * steps];
        float[] mask = new float[rows * steps];
        for (int row = 0; row < rows; row++) {
            Line line = lines.get(row);
            for (int step = 0; step < line.length(); step++) {
                features[row * steps + step] = line.tokens()[step];
                labels[(row * columns + line.tokens()[step + 1]) * steps + step] = 1;
                if (bars) {
                    labels[(row * columns + vocabulary + line.bars()[step]) * steps + step] = 1;
                }
                mask[row * steps + step] = 1;
            }
        }
        INDArray input = Nd4j.create(features, new long[] {rows, 1, steps}, 'c');
        INDArray output = Nd4j.create(labels, new long[] {rows, columns, steps}, 'c');
        return new DataSet(input, output, null, Nd4j.create(mask, new long[] {rows, steps}, 'c'));
    }
}
