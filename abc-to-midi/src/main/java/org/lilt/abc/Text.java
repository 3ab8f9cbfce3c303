package org.lilt.abc;

/** A bounded text that is filled character by character and reused, and the few questions the reader asks of texts. */
final class Text implements CharSequence {
    private final char[] chars;
    private int length;

    Text(int capacity) {
        chars = new char[capacity];
    }

    /** Appends a character; false if the text is full. */
    boolean add(int codePoint) {
        if (length == chars.length) {
            return false;
        }
        chars[length++] = (char) (codePoint > 0xFFFF ? '\uFFFD' : codePoint);
        return true;
    }

    /** Appends the part from..to of some characters, as far as there is room. Returns how many there was room for. */
    int addAll(char[] s, int from, int to) {
        int count = Math.min(to - from, chars.length - length);
        System.arraycopy(s, from, chars, length, count);
        length += count;
        return count;
    }

    void clear() {
        length = 0;
    }

    void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    /** Whether this is the part from..to of another text. */
    boolean isPart(CharSequence s, int from, int to) {
        if (to - from != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chars[i] != s.charAt(from + i)) {
                return false;
            }
        }
        return true;
    }

    void copyFrom(Text other) {
        length = other.length;
        System.arraycopy(other.chars, 0, chars, 0, length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new String(chars, from, to - from);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    static int skipSpaces(CharSequence s, int from) {
        int i = from;
        while (i < s.length() && isSpace(s.charAt(i))) {
            i++;
        }
        return i;
    }

    static int trimEnd(CharSequence s) {
        int i = s.length();
        while (i > 0 && isSpace(s.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    static int wordEnd(CharSequence s, int from) {
        int i = from;
        while (i < s.length() && !isSpace(s.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\u00A0';
    }

    static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean equal(CharSequence a, CharSequence b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < b.length(); i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the part from..to is the lower-case word, in whatever case. */
    static boolean matches(CharSequence s, int from, int to, String word) {
        return to - from == word.length() && startsWith(s, from, to, word);
    }

    /** Whether the part from..to begins with the lower-case word, in whatever case. */
    static boolean startsWith(CharSequence s, int from, int to, String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Character.toLowerCase(s.charAt(from + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The number that the part from..to spells, spaces around it ignored, or -1; at most 99,999. */
    static int number(CharSequence s, int from, int to) {
        int i = from;
        int end = to;
        while (i < end && isSpace(s.charAt(i))) {
            i++;
        }
        while (end > i && isSpace(s.charAt(end - 1))) {
            end--;
        }
        if (i == end) {
            return -1;
        }
        int value = 0;
        for (; i < end; i++) {
            char c = s.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = Math.min(value * 10 + c - '0', 99_999);
        }
        return value;
    }
}
