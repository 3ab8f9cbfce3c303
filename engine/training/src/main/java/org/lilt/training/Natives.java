package org.lilt.training;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How DL4J's native code is to run. */
final class Natives {
    private Natives() {}

    /**
     * Keeps the native code on the calling thread, as far as it can still be told once it is loaded; the launcher says the same in
     * the environment ({@code OMP_NUM_THREADS}), which is heeded everywhere. Its OpenMP pool splits operations of microseconds among threads and waits for them:
     * on two cores a training of the article's network is more than twice as slow with it as without.
     */
    static void useOneThread() {
        Nd4j.getBackend(); // without it the holder has no library to look into
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
    }
}
