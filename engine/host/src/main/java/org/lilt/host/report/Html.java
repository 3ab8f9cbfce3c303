package org.lilt.host.report;

/** Writes a page. Text and the values of attributes are escaped here and nowhere else; there is no way to put markup into them. */
final class Html {
    private final StringBuilder out = new StringBuilder("<!doctype html>\n");

    /**
     * Begins an element.
     *
     * @param tag its name
     * @param attributes names and values by turns
     */
    Html open(String tag, Object... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(String.valueOf(attributes[i + 1]));
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Html text(Object text) {
        escape(String.valueOf(text));
        return this;
    }

    /** An element that holds text alone. */
    Html element(String tag, Object text, Object... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /**
     * A script or a style sheet, whose content a browser does not read as markup.
     *
     * @param content of our own; nothing that comes from a tune or a file of a user
     */
    Html verbatim(String tag, String content, Object... attributes) {
        open(tag, attributes);
        out.append(content);
        return close(tag);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
