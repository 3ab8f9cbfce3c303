package org.lilt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneFilesTest {
    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> dropped(Path... files) throws IOException {
        return TuneFiles.prepare(List.of(files)).dropped().stream()
                .map(TuneFiles.Dropped::toString)
                .toList();
    }

    @Test
    void aTuneThatCameBeforeIsDroppedAndSaysWhere() throws IOException {
        Path one = file("one.abc", "X:1\nT:A\nM:4/4\nL:1/8\nK:C\nCD|\n");
        Path two = file("two.abc", "words\n\nX:9\nT:The same\nM:4/4\nK:C\nCD |\n\nX:10\nK:C\nCD|\n".replace(" |", "|"));
        assertEquals(List.of(two + ":3: The same: the same as " + one + ":1"), dropped(one, two));
        assertEquals(2, TuneFiles.prepare(List.of(one, two)).tunes().size());
    }

    @Test
    void whatIsOpenedAndNotClosedIsRefusedAtItsLine() throws IOException {
        Path file = file(
                "broken.abc",
                "X:1\nT:Quote\nK:C\nCD|\n\"Am EF|\n\nX:2\nT:Chord\nK:C\n[CE|D|\n\nX:3\nK:C\nC [M:3/4\nD\n\n"
                        + "X:4\nT:Grace\nK:C\n{AB|C\n\nX:5\nT:Whole\nK:C\n\"Am\"C[CE]{d}c[M:3/4]|[1C:|[2D|]\n");
        assertEquals(
                List.of(
                        file + ":5: Quote: quote is not closed",
                        file + ":10: Chord: chord is not closed",
                        file + ":14: X:3: inline field is not closed",
                        file + ":20: Grace: grace notes are not closed"),
                dropped(file));
    }

    @Test
    void aTuneWithoutNotesOrWithoutAKeyOrWithAHeaderThatCannotBeReadIsRefused() throws IOException {
        Path file = file(
                "headers.abc",
                "T:words, not a tune\n\nX:1\nT:Empty\nK:C\nz4|z4|\n\nX:2\nT:No key\nM:4/4\nCDEF|\n\n"
                        + "X:3\nT:Odd meter\nM:four\nK:C\nCD|\n\nX:4\nT:Odd unit\nL:x\nK:C\nCD|\n\n"
                        + "X:5\nT:Odd key\nK:C octave=x\nCD|\n\nX:6\nT:No music\nK:C\n?? ;;; ??? ;; a ;;;\n\nX:7\nK:C\nEF|\n");
        assertEquals(
                List.of(
                        file + ":3: Empty: no note in it",
                        file + ":8: No key: it has no field K:",
                        file + ":15: Odd meter: field M: cannot be read",
                        file + ":21: Odd unit: field L: cannot be read",
                        file + ":27: Odd key: field K: cannot be read",
                        file + ":30: No music: more characters mean nothing than there are notes"),
                dropped(file));
    }

    @Test
    void whatIsMerelyOddIsLearnt() throws IOException {
        Path file = file(
                "odd.abc",
                "X:1\nM:3/4\nL:1/4\nK:C\nCDEFG|C|!wobble!C\"strange\"D?E|(3CD|C-D|1E:|\n\n"
                        + "X:2\nM:none\nK:Hp\nV:1\nGAB|\nV:2\nGFE|\n");
        assertEquals(List.of(), dropped(file));
    }

    @Test
    void oneChordLeftOpenInALongTuneIsForgiven() throws IOException {
        String bars = "CDEF|".repeat(20);
        Path once = file("once.abc", "X:1\nM:4/4\nL:1/4\nK:C\n[CEDF|" + bars + "\n");
        Path often = file("often.abc", "X:1\nT:Often\nM:4/4\nL:1/4\nK:C\n" + bars + "\n[CEDF|C4|[CEDF|\n");
        assertEquals(List.of(often + ":7: Often: chord is not closed"), dropped(once, often));
    }

    @Test
    void theFirstTwentyAreToldTheOthersCounted() throws IOException {
        StringBuilder tunes = new StringBuilder("X:0\nK:C\nC|\n\n");
        for (int i = 1; i <= 25; i++) {
            tunes.append("X:").append(i).append("\nK:C\n").append(i % 5 == 0 ? "\"C|\n\n" : "C|\n\n");
        }
        List<String> account =
                TuneFiles.prepare(List.of(file("many.abc", tunes.toString()))).account();
        assertEquals(22, account.size());
        assertEquals("... and 5 more", account.get(20));
        assertEquals("1 tunes; dropped: 20 duplicates, 5 that cannot be read", account.get(21));
    }

    @Test
    void aTitleIsToldOnOneShortLineWhateverIsInIt() throws IOException {
        Path file = file("title.abc", "X:1\nT:\u001b[2J" + "a".repeat(500) + "\nK:C\n\"C|\n\nX:2\nK:C\nC|\n");
        String told = dropped(file).get(0);
        assertTrue(told.length() < file.toString().length() + 120, told);
        assertTrue(told.chars().noneMatch(Character::isISOControl), told);
    }

    @Test
    void tunesNoneOfWhichCanBeReadAreAnErrorThatNamesTheFirst() throws IOException {
        Path file = file("all.abc", "\nX:1\nT:A\nK:C\n\"C|\n\nX:2\nK:C\n\n");
        String message = assertThrows(IOException.class, () -> TuneFiles.prepare(List.of(file)))
                .getMessage();
        assertEquals("none of 2 tunes can be read; " + file + ":5: A: quote is not closed", message);
        assertEquals(2, TuneFiles.normalForms(List.of(file)).size());
    }

    @Test
    void ofTheNottinghamTunesOnlyTwoDuplicatesAreDropped() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("CHANGELOG.md"))) {
            folder = folder.getParent();
        }
        Path tunes = folder.resolveSibling("shared").resolve("nottingham");
        assumeTrue(Files.exists(tunes), "reads ../shared/nottingham, which is not here");
        TuneFiles.Prepared training = TuneFiles.prepare(List.of(tunes.resolve("train.abc")));
        assertEquals(861, training.tunes().size());
        assertEquals(2, training.dropped().size());
        assertTrue(training.dropped().stream().allMatch(TuneFiles.Dropped::duplicate));
        TuneFiles.Prepared kept = TuneFiles.prepare(List.of(tunes.resolve("valid.abc")));
        assertEquals(74, kept.tunes().size());
        assertTrue(kept.dropped().stream().allMatch(TuneFiles.Dropped::duplicate));
    }

    @Test
    void twentyThousandTunesNeedLittleMoreMemoryThanTheirText() throws IOException {
        StringBuilder tunes = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            tunes.append("X:").append(i).append("\nT:Tune\nM:4/4\nL:1/8\nK:C\n");
            tunes.append(i % 2 == 0 ? "\"C\"" : "\"C")
                    .append("CDEF GABc|".repeat(32))
                    .append("C")
                    .append(i)
                    .append("|\n\n");
        }
        Path file = file("all.abc", tunes.toString());
        tunes.setLength(0);
        tunes.trimToSize();
        System.gc();
        long before = used();
        TuneFiles.Prepared prepared = TuneFiles.prepare(List.of(file));
        System.gc();
        long kept = used() - before;
        assertEquals(10_000, prepared.tunes().size());
        assertEquals(10_000, prepared.dropped().size());
        assertTrue(kept < 3 * Files.size(file), kept + " bytes kept of a file of " + Files.size(file));
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
