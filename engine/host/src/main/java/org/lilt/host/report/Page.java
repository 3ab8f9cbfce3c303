package org.lilt.host.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** The report as one page of HTML that holds all it needs. */
public final class Page {
    private static final String NONE = "\u2013";

    private final Html html = new Html();
    private final Report report;
    private final Assets assets;

    private Page(Report report) {
        this.report = report;
        assets = new Assets();
    }

    /**
     * Writes the page.
     *
     * @param report what it tells
     * @return the page
     */
    public static String of(Report report) {
        return new Page(report).write();
    }

    private String write() {
        html.open("html", "lang", "en").open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", assets.policy());
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        html.open("link", "rel", "icon", "href", "data:,");
        html.element("title", report.name() + " \u00b7 Lilt");
        html.verbatim("style", assets.style()).close("head");
        html.open("body").open("main");
        html.open("header").element("h1", report.name());
        if (report.description() != null) {
            html.element("p", report.description(), "class", "description");
        }
        html.close("header");
        origin();
        training();
        scores();
        tunes();
        html.close("main").open("footer").element("p", "Written by lilt report.");
        assets.licence().ifPresent(text -> details("abcjs, which draws the notation on this page", text));
        html.close("footer");
        assets.scripts(html);
        return html.close("body").close("html").toString();
    }

    private void origin() {
        JsonNode configuration = report.configuration();
        html.open("section").element("h2", "What it has learnt from").open("dl");
        each(configuration.path("data"), this::fact);
        if (configuration.path("continued_from").isTextual()) {
            fact("continued from", configuration.path("continued_from"));
        }
        if (configuration.path("normalisation").isTextual()) {
            fact("text", configuration.path("normalisation"));
        }
        if (report.licence() != null) {
            fact("what that means", report.licence());
        }
        html.close("dl");
        if (configuration.path("data").isEmpty()) {
            html.element("p", "The model does not say what it was trained on.");
        }
        html.close("section");
    }

    private void training() {
        JsonNode training = report.configuration().path("training");
        html.open("section").element("h2", "How it was trained");
        if (training.path("command").isTextual()) {
            html.element("p", "This command trains it again:");
            html.element("pre", training.path("command").textValue(), "class", "command");
        }
        Optional<History.Epoch> best = report.history().best();
        if (best.isPresent()) {
            curves(best.get());
            epochs(best.get());
        } else {
            html.element("p", "There is no history of its training.");
        }
        if (!training.path("settings").isEmpty()) {
            html.open("details").element("summary", "Settings").open("dl");
            each(training.path("settings"), this::fact);
            html.close("dl").close("details");
        }
        html.close("section");
    }

    private void curves(History.Epoch best) {
        History history = report.history();
        html.open("figure", "class", "wide");
        html.open("p", "class", "legend");
        legend("aside", "tunes kept aside");
        legend("learnt", "in training, with dropout");
        html.close("p");
        Chart.draw(
                html,
                "bits per character",
                false,
                history,
                best,
                new Chart.Series("learnt", Chart.values(history, History.Epoch::trainingBits)),
                new Chart.Series("aside", Chart.values(history, History.Epoch::validationBits)));
        html.close("figure").open("div", "class", "pair");
        html.open("figure");
        Chart.draw(
                html,
                "learning rate",
                true,
                history,
                best,
                new Chart.Series("aside", Chart.values(history, History.Epoch::learningRate)));
        html.close("figure").open("figure");
        Chart.draw(
                html,
                "characters per second",
                true,
                history,
                best,
                new Chart.Series("aside", Chart.values(history, History.Epoch::charactersPerSecond)));
        html.close("figure").close("div");
    }

    private void legend(String style, String name) {
        html.open("span")
                .open("span", "class", "swatch " + style)
                .close("span")
                .text(name)
                .close("span");
    }

    private void epochs(History.Epoch best) {
        html.open("details").element("summary", "The curves in figures");
        html.open("table").open("thead").open("tr");
        for (String head : new String[] {"epoch", "in training", "kept aside", "learning rate", "characters/s"}) {
            html.element("th", head, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        for (History.Epoch epoch : report.history().epochs()) {
            html.open("tr", "class", epoch.equals(best) ? "chosen" : "");
            html.element("th", epoch.epoch(), "scope", "row");
            html.element("td", Figure.decimals(epoch.trainingBits(), 4));
            html.element("td", Figure.decimals(epoch.validationBits(), 4));
            html.element("td", Figure.decimals(epoch.learningRate(), 6));
            html.element("td", Figure.decimals(epoch.charactersPerSecond(), 0));
            html.close("tr");
        }
        html.close("tbody").close("table").close("details");
    }

    private void scores() {
        html.open("section").element("h2", "How it scores");
        if (report.evaluation() != null) {
            html.element("p", "On tunes that it has not seen (" + String.join(", ", report.real()) + "):");
            html.open("dl", "class", "scores");
            for (Figure figure : Figure.OF_EVALUATION) {
                if (report.evaluation().has(figure.key())) {
                    html.element("dt", figure.name()).open("dd");
                    value(figure, report.evaluation());
                    html.close("dd");
                }
            }
            html.close("dl");
        }
        html.element(
                "p",
                "What is wrong with tunes that it writes (" + settings(report.sampling()) + ")"
                        + (report.realScores() == null ? ":" : ", beside the same measures of the real tunes:"));
        html.open("table").open("thead").open("tr").open("td").close("td");
        html.element("th", "sampled", "scope", "col");
        if (report.realScores() != null) {
            html.element("th", "real", "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
        for (Figure figure : Figure.OF_TUNES) {
            if (report.scores().has(figure.key())) {
                html.open("tr").open("th", "scope", "row").text(figure.name()).close("th");
                html.open("td");
                value(figure, report.scores());
                html.close("td");
                if (report.realScores() != null) {
                    html.open("td");
                    value(figure, report.realScores());
                    html.close("td");
                }
                html.close("tr");
            }
        }
        html.close("tbody").close("table").close("section");
    }

    /** A figure for a person, with the number as the commands give it behind. */
    private void value(Figure figure, ObjectNode figures) {
        JsonNode value = figures.path(figure.key());
        if (value.isNumber()) {
            html.element("data", figure.shown(value.doubleValue()), "value", value, "class", figure.key());
        } else {
            html.text(NONE);
        }
    }

    private void tunes() {
        html.open("section").element("h2", "What it writes");
        html.element("p", "The first " + report.tunes().size() + " of the sampled tunes, not chosen.");
        for (String tune : report.tunes()) {
            html.open("article", "class", "tune").open("div", "class", "staff").close("div");
            html.element("pre", tune.strip(), "class", "abc").close("article");
        }
        html.close("section");
    }

    private void details(String summary, String text) {
        html.open("details").element("summary", summary).element("pre", text).close("details");
    }

    private interface Fact {
        void of(String name, Object value);
    }

    private static void each(JsonNode object, Fact fact) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            fact.of(entry.getKey(), entry.getValue());
        }
    }

    private void fact(String name, Object value) {
        String words =
                name.replace('_', ' ').replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        html.element("dt", words).element("dd", value instanceof JsonNode json ? plain(json) : value);
    }

    private static String plain(JsonNode value) {
        if (!value.isArray()) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        StringJoiner all = new StringJoiner(", ");
        value.forEach(one -> all.add(plain(one)));
        return all.toString();
    }

    private static String settings(ObjectNode sampling) {
        StringJoiner all = new StringJoiner(", ");
        each(sampling, (name, value) -> all.add(name.replace('_', ' ') + " " + plain((JsonNode) value)));
        return all.toString();
    }
}
