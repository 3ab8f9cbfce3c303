package org.lilt.training;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows an epoch's progress as a bar with characters per second, and a line for each finished epoch. */
final class TrainingProgressBar implements Trainer.Listener, AutoCloseable {
    private static final int REDRAW_MILLIS = 500;

    private final PrintWriter out;
    private ProgressBar bar;

    TrainingProgressBar(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void epochBegins(int epoch, int epochs, long characters) {
        close();
        if (System.console() != null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("epoch " + epoch + "/" + epochs)
                    .setUnit(" characters", 1)
                    .showSpeed()
                    .setInitialMax(characters)
                    .setUpdateIntervalMillis(REDRAW_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void trained(long characters) {
        if (bar != null) {
            bar.stepTo(characters);
        }
    }

    @Override
    public void epochEnds(Progress.Epoch epoch, boolean best) {
        close();
        out.println(String.format(
                Locale.ROOT,
                "epoch %d: %.4f bits per character in training, %.4f on the tunes kept aside%s, %.0f characters/s",
                epoch.epoch(),
                epoch.trainingBits(),
                epoch.validationBits(),
                best ? " (best so far)" : "",
                epoch.charactersPerSecond()));
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
