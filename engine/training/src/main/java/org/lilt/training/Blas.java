package org.lilt.training;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dgemv;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.pointers.PagedPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Matrix products on blocks of rows, of the BLAS that DL4J itself uses. Called directly since DL4J's own call wants whole matrices in Fortran
 * order and copies others.
 */
final class Blas {
    private Blas() {}

    /**
     * A matrix in C order, or a run of its rows, in float or double.
     *
     * @param start its first element
     * @param width elements in a row
     */
    record Block(Pointer start, int width) {}

    /** The rows of a matrix in C order from one on. */
    static Block rows(INDArray matrix, long first) {
        return block(matrix, first, (int) matrix.size(1));
    }

    /** The transpose of a matrix in Fortran order: the same numbers, read in C order. */
    static Block transposed(INDArray matrix) {
        return block(matrix, 0, (int) matrix.size(0));
    }

    private static Block block(INDArray matrix, long firstRow, int width) {
        long address = matrix.data().addressPointer().address()
                + firstRow * width * matrix.dataType().width();
        Pointer start = new PagedPointer(address);
        return new Block(
                matrix.dataType() == DataType.DOUBLE ? new DoublePointer(start) : new FloatPointer(start), width);
    }

    /**
     * {@code c = op(a) op(b) + keep c}, where op transposes or leaves.
     *
     * @param height rows of c
     * @param inner columns of op(a), which are the rows of op(b)
     * @param keep 0 or 1
     */
    static void multiply(
            Block a, boolean transposeA, Block b, boolean transposeB, double keep, Block c, int height, int inner) {
        int opA = transposeA ? CblasTrans : CblasNoTrans;
        int opB = transposeB ? CblasTrans : CblasNoTrans;
        int width = c.width;
        if (c.start instanceof DoublePointer out) {
            DoublePointer left = (DoublePointer) a.start;
            DoublePointer right = (DoublePointer) b.start;
            cblas_dgemm(
                    CblasRowMajor, opA, opB, height, width, inner, 1, left, a.width, right, b.width, keep, out, width);
        } else {
            FloatPointer left = (FloatPointer) a.start;
            FloatPointer right = (FloatPointer) b.start;
            FloatPointer out = (FloatPointer) c.start;
            float beta = (float) keep;
            cblas_sgemm(
                    CblasRowMajor, opA, opB, height, width, inner, 1, left, a.width, right, b.width, beta, out, width);
        }
    }

    /**
     * Sums the columns of a matrix.
     *
     * @param height its rows
     * @param ones at least as many ones
     * @param sums where the sums go, one a column
     */
    static void sumColumns(Block matrix, int height, INDArray ones, INDArray sums) {
        Block one = block(ones, 0, 1);
        Block out = block(sums, 0, 1);
        if (matrix.start instanceof DoublePointer numbers) {
            DoublePointer x = (DoublePointer) one.start;
            DoublePointer y = (DoublePointer) out.start;
            cblas_dgemv(CblasRowMajor, CblasTrans, height, matrix.width, 1, numbers, matrix.width, x, 1, 0, y, 1);
        } else {
            FloatPointer numbers = (FloatPointer) matrix.start;
            FloatPointer x = (FloatPointer) one.start;
            FloatPointer y = (FloatPointer) out.start;
            cblas_sgemv(CblasRowMajor, CblasTrans, height, matrix.width, 1, numbers, matrix.width, x, 1, 0, y, 1);
        }
    }
}
