package org.lilt.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lilt.engine.network.ModelException;

class PresetPartsTest {
    @TempDir
    Path folder;

    private Run play(String json, String... more) throws Exception {
        Path file = folder.resolve("p.json");
        Files.writeString(file, json.replace('\'', '"'));
        String[] arguments = new String[more.length + 8];
        System.arraycopy(
                new String[] {"play", "--preset", file.toString(), "--out", "none", "--no-panel", "--seconds", "0.5"},
                0,
                arguments,
                0,
                8);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return Run.lilt(arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'format':3,'name':'x'} | format is 3, this Lilt knows 1 and 2
                    {'format':2,'name':'x'} | parts is missing: there must be at least one part
                    {'format':2,'name':'x','model':'y','parts':[{'name':'a','generator':'drone'}]} | generator, model, header, instruments, effects stand in the parts in format 2
                    {'format':2,'name':'x','parts':[{'name':'A b','generator':'drone'}]} | parts[0].name must be a short word of small letters, digits and hyphens
                    {'format':2,'name':'x','parts':[{'name':'a'}]} | parts[0].generator is missing
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'lstm'}]} | parts[0].model is missing: a preset names its model
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'markov'}]} | parts[0].tunes is missing: the ABC files
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone'},{'name':'a','generator':'drone'}]} | parts[1].name stands twice: a
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','follows':'b'}]} | parts[0].follows is b, which is no other part
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','level':101}]} | parts[0].level must lie between 0 and 100
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','channels':{'melody':17}}]} | parts[0].channels.melody must lie between 1 and 16, or be 0 for silence
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','colour':1}]} | parts.[0].colour: Unrecognized field
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','effects':[{}]}]} | parts[0].effects[0].effect is missing
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','effects':[{'effect':'none'}]}]} | parts[0].effects[0].effect: there is no plugin none (see lilt plugins)
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'echo'}]} | parts[0].generator: echo is an effect
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','effects':[{'effect':'swing','parameters':{'amount':80}}]}]} | parts[0].effects[0].parameters.amount: amount: 80.0 is outside 50 to 75
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','effects':[{'effect':'quantise','parameters':{'scale':'bebop'}}]}]} | parts[0].effects[0].parameters.scale: scale: 'bebop' is not a number
                    {'format':2,'name':'x','parts':[{'name':'a','generator':'drone','parameters':{'warmth':1}}]} | parts[0].parameters.warmth: no parameter of this name
                    {'format':2,'name':'x','parameters':{'temperature':1},'parts':[{'name':'a','generator':'drone'}]} | parameters.temperature: no parameter of this name
                    {'format':1,'name':'x','generator':'drone','parameters':{'order':1}} | parameters.order: no parameter of this name
                    """)
    void whatIsWrongIsToldWithItsField(String json, String message) throws Exception {
        Run run = play(json);
        assertEquals(1, run.status());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertTrue(run.err().contains("p.json: "), "names the file: " + run.err());
    }

    @Test
    void partsWithEffectsMarkovAndFilesPlay() throws Exception {
        Files.writeString(folder.resolve("t.abc"), "X:1\nM:4/4\nL:1/8\nK:G\n|:GABc dedB|dedB dedB:|\n\n");
        Run run = play("{'format':2,'name':'x','parts':["
                + "{'name':'file','generator':'abc','tunes':['t.abc'],'effects':[{'effect':'swing','parameters':{'unit':'1/16'}}]},"
                + "{'name':'chain','generator':'markov','tunes':['t.abc'],'channels':{'melody':5,'bass':0,'chords':0},'solo':true},"
                + "{'name':'drum','generator':'bodhran','follows':'chain'},"
                + "{'name':'old','generator':'history','mute':true}]}");
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
    }

    @Test
    void onePartFormatMayHaveEffectsToo() throws Exception {
        Run run = play(
                "{'format':1,'name':'x','generator':'lstm','model':'nottingham','parameters':{'tempo':200,'temperature':0.5},"
                        + "'effects':[{'effect':'octave'}]}",
                "--parts",
                "3");
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void whatIsSavedOfABandIsReadAgain() throws IOException, ModelException {
        PresetLibrary.Found found = PresetLibrary.find("trio");
        org.lilt.engine.plugins.Plugins plugins = new org.lilt.engine.plugins.Plugins();
        try (Band band = new Band(new Band.Plan(
                found,
                new Generators(found, null, plugins, false, Generators.Recall.NOTHING),
                plugins,
                3,
                0,
                1,
                2,
                Ports.SILENT,
                line -> {}))) {
            Preset saved = Snapshot.of(found, band, java.util.List.of(PlaySession.tempoParameter()), 3);
            Preset read = Preset.read("saved", saved.json());
            assertEquals(saved, read);
            assertEquals(6, read.parts().size());
            assertEquals("fiddle2", read.parts().get(5).follows());
            assertEquals(4L, read.parts().get(3).seed());
        }
    }
}
