package org.lilt.abc;

/** Remembers how short chord symbols were read: a tune has but a few, over and over. */
final class ChordSymbols {
    private static final int SLOTS = 64;
    private static final int LONGEST = 8;

    /** The characters of a symbol, a byte each; 0 for an empty slot. */
    private final long[] keys = new long[SLOTS];

    private final int[] symbols = new int[SLOTS];

    /** As {@link ChordSymbol#parse}. */
    int parse(Text text) {
        int length = text.length();
        if (length > LONGEST) {
            return ChordSymbol.parse(text);
        }
        long key = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0 || c > 127) {
                return ChordSymbol.parse(text);
            }
            key = key << 8 | c;
        }
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 58);
        if (keys[slot] != key || key == 0) {
            keys[slot] = key;
            symbols[slot] = ChordSymbol.parse(text);
        }
        return symbols[slot];
    }
}
