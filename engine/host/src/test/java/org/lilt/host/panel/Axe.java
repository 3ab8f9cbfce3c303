package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks pages with axe-core, which npm has brought for the tests. */
final class Axe {
    private static final Path CHECKER = Path.of("target/npm/node_modules/axe-core/axe.min.js");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int HEIGHT = 844;

    private Axe() {}

    /**
     * Looks at what a tab shows at phone and desktop width, light and dark: the checker finds nothing, and nothing is wider than its screen or dialog. Leaves the tab
     * as a light desktop.
     *
     * @param picture for a person to look at, what a test can say of beauty is little: {@code target/screenshots/PICTURE-phone-dark.png} and so on
     */
    static void findsNothing(Tab tab, String picture) throws IOException {
        PanelBrowserIT.assume(Files.exists(CHECKER), CHECKER + " is missing: npm did not bring axe-core");
        Files.createDirectories(PICTURES);
        tab.eval(Files.readString(CHECKER) + "; true");
        for (boolean dark : new boolean[] {false, true}) {
            for (boolean phone : new boolean[] {false, true}) {
                String look = (phone ? "phone" : "desktop") + (dark ? "-dark" : "-light");
                tab.screen(phone ? 390 : 1280, HEIGHT, 1, phone, dark);
                tab.screenshot(PICTURES.resolve(picture + "-" + look + ".png"));
                assertEquals(
                        "",
                        tab.eval(
                                        "axe.run().then(found => found.violations.map(v => v.id + ': '"
                                                + " + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; ')).join('\\n'))")
                                .asText(),
                        look);
                assertEquals(
                        "",
                        tab.eval(
                                        "[document.documentElement, ...document.querySelectorAll('dialog[open]')]"
                                                + ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.tagName + ' ' + e.id).join()")
                                .asText(),
                        look + ": something is cut off");
            }
        }
        tab.screen(1280, 800, 1, false, false);
    }
}
