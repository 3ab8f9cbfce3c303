package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lilt.engine.network.Model;
import org.lilt.engine.network.ModelFolder;
import org.lilt.engine.network.RecurrentActivation;

/** With a network that knows nothing and so writes every character alike, those of markup included. */
class ReportCommandTest {
    private static final String CHARACTERS = "\n\nABCDEFGabcdefgz|:[]()\"/<>&'=!-234 168KLMXT\t";
    private static final String MARKUP = "<script>alert(1)</script><img src=x onerror='alert(2)'>\"&amp;";
    private static final String TUNES = "X:1\nT:One\nR:Reel\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|CDEF|C2|" + "[1D|".repeat(40)
            + "\n\n" + "X:2\nM:4/4\nL:1/4\nK:G\n|:GABc|d2d2|G3|GGGG:|\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path model;
    private Path valid;
    private Path train;

    @BeforeEach
    void writeModel() throws Exception {
        ObjectNode extra = JSON.createObjectNode();
        extra.putObject("data").put("source", MARKUP).put("tunes", 7);
        ObjectNode training = extra.putObject("training").put("command", "./lilt train --source '" + MARKUP + "'");
        for (int epoch = 1; epoch <= 3; epoch++) {
            training.withArray("history")
                    .addObject()
                    .put("epoch", epoch)
                    .put("trainingBits", 3.0 / epoch)
                    .put("validationBits", epoch == 2 ? 1.4463 : 1.9)
                    .put("charactersPerSecond", 5000 + epoch)
                    .put("learningRate", 0.002 / epoch);
        }
        model = folder.resolve("a <b>model");
        ModelFolder.write(ignorant(extra), model);
        preset("a <b>preset", 0.9);
        valid = Files.writeString(folder.resolve("<i>valid.abc"), TUNES);
        train = Files.writeString(folder.resolve("train.abc"), TUNES.replace("GABc", "cBAG"));
    }

    /** Beside the model: a header makes tunes of what it writes. */
    private void preset(String name, double temperature) throws Exception {
        ObjectNode preset = JSON.createObjectNode()
                .put("format", 1)
                .put("name", name)
                .put("description", "all <s>jigs")
                .put("generator", "lstm")
                .put("model", ".");
        preset.putObject("parameters").put("temperature", temperature);
        preset.putObject("header").put("M", "6/8").put("L", "1/8").put("K", "D");
        JSON.writeValue(model.resolve("preset.json").toFile(), preset.put("seed", 3));
    }

    /** A model of one unit, whose weights are small and mean nothing. */
    private static Model ignorant(ObjectNode extra) {
        int[] vocabulary = CHARACTERS.codePoints().distinct().toArray();
        Random random = new Random(5);
        float[][] embedding = rows(random, vocabulary.length, 2);
        Model.Layer layer = new Model.Layer(rows(random, 2, 4), rows(random, 1, 4), rows(random, 1, 4)[0]);
        float[] bias = new float[vocabulary.length];
        bias[0] = 0.7f; // line feeds, so that most tunes end
        return new Model(
                vocabulary,
                RecurrentActivation.SIGMOID,
                embedding,
                List.of(layer),
                rows(random, 1, vocabulary.length),
                bias,
                extra);
    }

    private static float[][] rows(Random random, int height, int width) {
        float[][] rows = new float[height][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextFloat() - 0.5f;
            }
        }
        return rows;
    }

    private Run report(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "report";
        all[1] = model.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return Run.lilt(all);
    }

    private JsonNode output(String... arguments) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            Run run = Run.lilt(arguments);
            assertEquals(0, run.status(), run.err());
            return JSON.readTree(run.out() + out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private Run full(String... more) {
        String[] options = {"--valid", valid.toString(), "--train", train.toString(), "--tunes", "40", "--json"};
        String[] all = java.util.Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return report(all);
    }

    /** What the page shows of a figure, as the number behind it: of the sampled tunes, then of the real. */
    private static List<String> shown(String page, String key) {
        Matcher data = Pattern.compile("<data value=\"([^\"]*)\" class=\"" + key + "\">")
                .matcher(page);
        return data.results().map(found -> found.group(1)).toList();
    }

    @Test
    void theFiguresAreThoseOfEvaluateAndAudit() throws Exception {
        Path page = folder.resolve("page.html");
        Run run = full("-o", page.toString());
        assertEquals(0, run.status(), run.err());
        JsonNode figures = JSON.readTree(run.out());
        String html = Files.readString(page);

        Path tunes = folder.resolve("tunes.abc");
        generate(tunes);
        JsonNode evaluation = output("evaluate", "--preset", model.toString(), valid.toString());
        assertEquals(evaluation, figures.path("evaluation"));
        assertEquals(
                evaluation.path("bits_per_character").asText(),
                shown(html, "bits_per_character").get(0));
        for (String which : new String[] {"sampled", "real"}) {
            Path file = which.equals("real") ? valid : tunes;
            JsonNode audit = output("audit", file.toString(), "--train", train.toString());
            assertTrue(audit.path("tunes").asInt() > 1, audit.toString());
            audit.properties().forEach(figure -> {
                assertEquals(figure.getValue(), figures.path(which).path(figure.getKey()), figure.getKey());
                if (!figure.getKey().equals("characters") && !figure.getKey().equals("tunes_counted")) {
                    int column = which.equals("real") ? 1 : 0;
                    assertEquals(
                            figure.getValue().asText(),
                            shown(html, figure.getKey()).get(column),
                            figure.getKey());
                }
            });
        }
        assertEquals(
                0.5, figures.path("real").path("repeats").asDouble(), "forty endings, and nothing that is repeated");
    }

    @Test
    void realTunesOfOneKindAloneStandBesideItIfAskedFor() throws Exception {
        Run run = full("--rhythm", "reel");
        assertEquals(0, run.status(), run.err());
        JsonNode figures = JSON.readTree(run.out());
        assertEquals(1, figures.path("real").path("tunes").asInt());
        assertEquals(1, figures.path("real").path("repeats").asDouble());
        assertEquals(
                "R:reel\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|CDEF|C2|".length() + "[1D|".length() * 40 + 2,
                figures.path("evaluation").path("characters").asInt()
                        + figures.path("evaluation").path("unknown_characters").asInt());
        assertTrue(Files.readString(model.resolve("report.html")).contains("valid.abc (R:reel)"));
        assertEquals(1, full("--rhythm", "polka").status());
    }

    private void generate(Path tunes) {
        Run run = Run.lilt(
                "generate", "--preset", model.toString(), "--tunes", "40", "--seed", "1", "-o", tunes.toString());
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void tunesThatDoNotEndSoonAreCounted() throws Exception {
        JsonNode figures = JSON.readTree(report("--tunes", "40", "--json").out());
        Path tunes = folder.resolve("tunes.abc");
        generate(tunes);
        long soon = Pattern.compile("\n\n")
                .splitAsStream(Files.readString(tunes))
                .mapToInt(tune -> tune.length() - tune.indexOf('\n') - 1 + "\n\n".length())
                .filter(length -> length <= 1500)
                .count();
        assertEquals(soon / 40.0, figures.path("sampled").path("ended").asDouble());
        assertTrue(soon > 0 && soon < 40, soon + " of 40 end soon");
    }

    @Test
    void noMarkupFromATuneOrAFileOrAConfigurationIsMarkupOnThePage() throws Exception {
        assertEquals(0, full().status());
        String html = Files.readString(model.resolve("report.html"));
        String own = html.replaceAll("(?s)<script.*?</script>|<style>.*?</style>", "");
        assertFalse(own.contains("<script"), "a script that is not ours");
        assertFalse(own.contains("<img"));
        assertFalse(own.contains("<b>preset"));
        assertFalse(own.contains("<i>valid"));
        assertTrue(own.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assertTrue(own.contains("a &lt;b&gt;preset"));
        assertTrue(own.contains("&lt;i&gt;valid.abc"));
        Matcher tags = Pattern.compile("<(/?[a-zA-Z!][^ >]*)").matcher(own);
        List<String> known = List.of(
                ("!doctype html head meta link title body main header footer h1 h2 p section dl dt dd pre figure div"
                                + " span svg text path circle details summary table thead tbody tr th td data article style script")
                        .split(" "));
        tags.results().map(tag -> tag.group(1).replace("/", "")).forEach(tag -> assertTrue(known.contains(tag), tag));
        String tunes = own.substring(own.indexOf("What it writes"), own.indexOf("<footer>"));
        assertTrue(
                tunes.contains("&lt;") && tunes.contains("&amp;") && tunes.contains("&quot;"), "the tunes lack markup");
        assertFalse(
                Pattern.compile("(?i)(src|href)=\"(?!data:,\")").matcher(own).find(), "something is fetched");
    }

    @Test
    void theCurvesTheCommandAndTheBestEpochAreThere() throws Exception {
        assertEquals(0, full().status());
        String html = Files.readString(model.resolve("report.html"));
        assertEquals(
                3,
                Pattern.compile("<svg ")
                        .matcher(html.replaceAll("(?s)<script.*?</script>", ""))
                        .results()
                        .count());
        assertTrue(html.contains("best: epoch 2"));
        assertTrue(html.contains("1.4463"));
        assertTrue(html.contains("./lilt train --source"));
        for (String axis : new String[] {"bits per character", "learning rate", "characters per second", "epoch"}) {
            assertTrue(html.contains(">" + axis + "</text>"), axis);
        }
    }

    @Test
    void theHistoryOfACheckpointServesWhereTheConfigurationHasNone() throws Exception {
        JsonNode config = JSON.readTree(model.resolve("config.json").toFile());
        JsonNode history = ((ObjectNode) config.path("training")).remove("history");
        JSON.writeValue(model.resolve("config.json").toFile(), config);
        assertEquals(0, report("--tunes", "2").status());
        assertTrue(Files.readString(model.resolve("report.html")).contains("There is no history"));
        ObjectNode checkpoint = JSON.createObjectNode();
        checkpoint.putObject("progress").set("history", history);
        Path progress = Files.createDirectory(model.resolve("training")).resolve("progress.json");
        JSON.writeValue(progress.toFile(), checkpoint);
        assertEquals(0, report("--tunes", "2").status());
        assertTrue(Files.readString(model.resolve("report.html")).contains("best: epoch 2"));
        Files.writeString(progress, "{broken");
        Run run = report("--tunes", "2");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("progress.json: not JSON"), run.err());
    }

    @Test
    void whatIsWrongIsOneLineAndNoPageIsWritten() throws Exception {
        String missing = folder.resolve("missing.abc").toString();
        for (Run run : List.of(
                report("--valid", missing),
                report("--train", missing),
                report("-o", folder.resolve("no/such/page.html").toString()),
                report("--tunes", "0"),
                report("--preset", "nottingham"),
                Run.lilt("report"),
                Run.lilt("report", "--valid", valid.toString(), model.toString()),
                Run.lilt("report", folder.resolve("nothing").toString()))) {
            assertEquals(1, run.status(), run.toString());
            assertEquals(1, run.err().lines().count(), run.err());
        }
        try (var files = Files.walk(folder)) {
            assertEquals(0, files.filter(f -> f.toString().endsWith(".html")).count());
        }
    }

    @Test
    void aFolderWithAPresetIsReportedAsThePresetSaysAndOneWithoutByItsName() throws Exception {
        preset("jigs <u>", 0.7);
        Run run = report("--tunes", "3", "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode figures = JSON.readTree(run.out());
        assertEquals("jigs <u>", figures.path("name").asText());
        assertEquals(0.7, figures.path("sampling").path("temperature").asDouble());
        assertEquals(1, figures.path("sampling").path("seed").asInt());
        String html = Files.readString(model.resolve("report.html"));
        assertTrue(html.contains("<h1>jigs &lt;u&gt;</h1>"));
        assertEquals(
                3,
                Pattern.compile("M:6/8\nL:1/8\nK:D\\b").matcher(html).results().count());
        Files.delete(model.resolve("preset.json"));
        assertEquals(0, report("--tunes", "3").status());
        assertTrue(Files.readString(model.resolve("report.html")).contains("<h1>a &lt;b&gt;model</h1>"));
    }
}
