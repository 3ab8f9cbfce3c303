package org.lilt.engine.plugins;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.lilt.plugin.Music;
import org.lilt.plugin.Parameter;

/** What {@link IsolatedGenerator} and {@link IsolatedMain} say to each other. */
final class IsolatedWire {
    static final int START = 1;
    static final int ADVANCE = 2;

    static final int FAILED = -1;
    static final int END = 0;
    static final int EVENT = 1;
    static final int LOG = 2;
    static final int REPORT = 3;
    static final int STATE = 4;
    static final int BARS = 5;

    private static final int LONGEST_TEXT = 16 << 20;
    private static final int MOST_CHOICES = 1000;

    private IsolatedWire() {}

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeMoment(DataOutputStream out, Music.Moment moment) throws IOException {
        out.writeInt(moment.tune);
        out.writeLong(moment.barLine);
        out.writeInt(moment.beats);
        out.writeInt(moment.unit);
        out.writeInt(moment.sharps);
        out.writeBoolean(moment.minor);
        out.writeInt(moment.chord);
        out.writeInt(moment.bass);
    }

    static void readMoment(DataInputStream in, Music.Moment moment) throws IOException {
        moment.tune = in.readInt();
        moment.barLine = in.readLong();
        moment.beats = in.readInt();
        moment.unit = in.readInt();
        moment.sharps = in.readInt();
        moment.minor = in.readBoolean();
        moment.chord = in.readInt();
        moment.bass = in.readInt();
    }

    static void writeParameter(DataOutputStream out, Parameter p) throws IOException {
        writeText(out, p.id());
        writeText(out, p.name());
        writeText(out, p.path());
        out.writeDouble(p.minimum());
        out.writeDouble(p.maximum());
        out.writeDouble(p.defaultValue());
        out.writeBoolean(p.stepped());
        writeText(out, p.unit());
        out.writeInt(p.choices().size());
        for (String choice : p.choices()) {
            writeText(out, choice);
        }
    }

    static Parameter readParameter(DataInputStream in) throws IOException {
        String id = readText(in);
        String name = readText(in);
        String path = readText(in);
        double minimum = in.readDouble();
        double maximum = in.readDouble();
        double defaultValue = in.readDouble();
        boolean stepped = in.readBoolean();
        String unit = readText(in);
        String[] choices = new String[Math.max(0, Math.min(MOST_CHOICES, in.readInt()))];
        for (int i = 0; i < choices.length; i++) {
            choices[i] = readText(in);
        }
        return choices.length > 0
                ? Parameter.choice(id, name, path, (int) defaultValue, choices)
                : new Parameter(id, name, path, minimum, maximum, defaultValue, stepped, unit);
    }
}
