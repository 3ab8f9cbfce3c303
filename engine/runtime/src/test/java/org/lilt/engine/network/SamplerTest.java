package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
    private static final float NAN = Float.NaN;
    private static final int DRAWS = 200_000;

    private final float[] logits = {0.3f, -1f, 2f, 1.2f, 2f, -4f, 0f};
    private final Sampler sampler = new Sampler(logits.length);

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.7})
    void tokensAreDrawnAsOftenAsTheirProbabilitySays(double temperature) {
        double[] expected = new double[logits.length];
        double total = 0;
        for (int i = 0; i < expected.length; i++) {
            expected[i] = StrictMath.exp(logits[i] / temperature);
            total += expected[i];
        }
        int[] counts = new int[logits.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            int token = sampler.sample(logits, temperature, 0, 1);
            counts[token]++;
            assertEquals(expected[token] / total, sampler.probability(), 1e-12);
        }
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            double mean = DRAWS * expected[i] / total;
            chiSquare += (counts[i] - mean) * (counts[i] - mean) / mean;
        }
        // 22.5 is the 99.9th percentile for six degrees of freedom; the draws are always the same, so this cannot fail
        // by chance.
        assertTrue(chiSquare < 22.5, "chi-square " + chiSquare);
    }

    @Test
    void temperatureZeroTakesTheLikeliestAndOfEqualsTheFirst() {
        for (int draw = 0; draw < 100; draw++) {
            assertEquals(2, sampler.sample(logits, 0, 0, 1));
            assertEquals(1, sampler.probability());
        }
        assertEquals(0, sampler.sample(new float[7], 0, 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2",
        "2, 1, 2 4",
        "3, 1, 2 3 4",
        "7, 1, 0 1 2 3 4 5 6",
        "99, 1, 0 1 2 3 4 5 6",
        "-1, 1, 0 1 2 3 4 5 6",
        // Probabilities are 0.070 0.019 0.384 0.173 0.384 0.001 0.052 (rounded).
        "0, 0, 2",
        "0, 0.3, 2",
        "0, 0.35, 2",
        "0, 0.4, 2 4",
        "0, 0.8, 2 3 4",
        "0, 0.93, 0 2 3 4",
        // Of the three likeliest alone the first holds 0.41.
        "3, 0.40, 2",
        "3, 0.5, 2 4",
        "3, 0.9, 2 3 4",
    })
    void topKAndTopPKeepTheLikeliestOnly(int topK, double topP, String kept) {
        boolean[] drawn = new boolean[logits.length];
        double[] probability = new double[logits.length];
        for (int draw = 0; draw < 20_000; draw++) {
            int token = sampler.sample(logits, 1, topK, topP);
            drawn[token] = true;
            probability[token] = sampler.probability();
        }
        assertEquals(
                kept,
                String.join(
                        " ",
                        IntStream.range(0, drawn.length)
                                .filter(i -> drawn[i])
                                .mapToObj(String::valueOf)
                                .toList()));
        assertEquals(
                1,
                IntStream.range(0, drawn.length)
                        .mapToDouble(i -> probability[i])
                        .sum(),
                1e-12);
    }

    @Test
    void aSeedNamesItsDrawsForGood() {
        sampler.seed(7);
        int[] drawn =
                IntStream.range(0, 24).map(i -> sampler.sample(logits, 1, 0, 1)).toArray();
        assertArrayEquals(new int[] {4, 4, 4, 0, 4, 2, 2, 4, 4, 4, 2, 4, 3, 4, 2, 4, 4, 3, 4, 4, 0, 2, 4, 4}, drawn);
    }

    @Test
    void aSavedStateDrawsTheSameAgainAndEveryDrawUsesOneRandomNumber() {
        sampler.seed(3);
        long state = sampler.state();
        sampler.sample(logits, 1, 0, 1);
        sampler.sample(logits, 0, 2, 0.5);
        long after = sampler.state();
        sampler.state(state);
        sampler.sample(logits, 1.3, 3, 1);
        sampler.sample(logits, 0, 0, 1);
        assertEquals(after, sampler.state());
    }

    @Test
    void streamsOfOneSeedAndOfNeighbouringSeedsDiffer() {
        long states = IntStream.range(0, 100)
                .boxed()
                .flatMap(seed -> IntStream.range(0, 100).mapToObj(stream -> {
                    sampler.seed(seed, stream);
                    return sampler.state();
                }))
                .distinct()
                .count();
        assertEquals(10_000, states);
    }

    @Test
    void aLogitThatIsNotANumberIsNeverDrawn() {
        float[] broken = {NAN, Float.NEGATIVE_INFINITY, 0, NAN, 1, NAN, NAN};
        for (int draw = 0; draw < 1_000; draw++) {
            int token = sampler.sample(broken, 1.5, draw % 8, 0.1 * (draw % 11));
            assertTrue(token == 2 || token == 4, "token " + token);
            assertTrue(sampler.probability() > 0 && sampler.probability() <= 1);
        }
        float[] overflown = {0, Float.POSITIVE_INFINITY, 0, 0, 0, 0, 0};
        assertEquals(1, sampler.sample(overflown, 1, 0, 1));
        assertEquals(0, sampler.sample(new float[] {NAN, NAN, NAN, NAN, NAN, NAN, NAN}, 1, 3, 0.5));
        assertEquals(2, sampler.sample(logits, NAN, 0, 1));
    }

    @Test
    void extremeTemperaturesAreSafe() {
        for (int draw = 0; draw < 1_000; draw++) {
            int token = sampler.sample(logits, Double.MIN_VALUE, 0, 1);
            assertTrue(token == 2 || token == 4);
            assertTrue(sampler.sample(logits, Double.MAX_VALUE, 0, 1) < logits.length);
        }
    }

    @Test
    void aDrawAllocatesNothing() {
        Allocation.assertNone(() -> {
            for (int draw = 0; draw < 1_000; draw++) {
                sampler.sample(logits, 0.9, 5, 0.95);
            }
        });
    }
}
