package org.lilt.host;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command as it is run from a shell, with what it wrote to the two streams. */
record Run(int status, String out, String err) {
    static Run lilt(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Lilt.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }
}
