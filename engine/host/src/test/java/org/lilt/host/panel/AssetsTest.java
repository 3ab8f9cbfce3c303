package org.lilt.host.panel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AssetsTest {
    private static String file(String name) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream("/panel/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void withoutNotationThePageAsksForNothingThatIsNotThere() throws IOException {
        String page = Assets.page(file("index.html"), false, null);
        assertFalse(page.contains("abcjs"), page);
        assertTrue(page.contains("panel.js"), page);
        assertTrue(Assets.page(file("index.html"), true, null).contains("abcjs"));
    }

    @Test
    void onlyAPageThatInvitesHasTheAddress() throws IOException {
        String url = "http://192.168.1.5:7777/?token=abc";
        String inviting = Assets.page(file("index.html"), true, new Invitation(url));
        assertTrue(inviting.contains(">" + url + "<") && inviting.contains("lan.svg"), inviting);
        String page = Assets.page(file("index.html"), true, null);
        for (String trace : new String[] {"lan.svg", "phone-", "TOKEN", "<!-- "}) {
            assertFalse(page.contains(trace), page);
        }
        assertTrue(page.contains("id=\"connection\"") && page.contains("id=\"notice\""), page);
    }

    @Test
    void everyFileThatAnotherNamesIsServed() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher inPage =
                Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(Assets.page(file("index.html"), false, null));
        while (inPage.find()) {
            named.add("/" + inPage.group(1));
        }
        for (String module : new String[] {"panel.js", "tunes.js"}) {
            Matcher imports = Pattern.compile("from '\\./([^']+)'").matcher(file(module));
            while (imports.find()) {
                named.add("/" + imports.group(1));
            }
        }
        assertTrue(named.size() >= 8, named.toString());
        assertTrue(Assets.load().keySet().containsAll(named), named.toString());
    }
}
