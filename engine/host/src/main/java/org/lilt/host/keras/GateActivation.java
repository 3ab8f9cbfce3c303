package org.lilt.host.keras;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lilt.engine.network.ModelException;
import org.lilt.engine.network.RecurrentActivation;

/**
 * The squashing function of the gates. A whole model says it; with weights alone it is the user who knows, or else it is taken to be
 * the default of the Keras that wrote the file.
 *
 * @param activation the function
 * @param reason how it is known
 * @param notes what the user should know about it, each one line
 */
record GateActivation(RecurrentActivation activation, String reason, List<String> notes) {
    private static final String OPTION = "--recurrent-activation";
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4}).*");

    static GateActivation of(Path file, KerasFile keras, RecurrentActivation asked) throws ModelException {
        RecurrentActivation known = null;
        String knownFrom = "";
        String knownOf = "";
        boolean unknown = false;
        for (KerasLayer layer : keras.layers()) {
            if (layer.kind() != KerasLayer.Kind.LSTM) {
                continue;
            }
            RecurrentActivation here = layer.isCudnn() ? RecurrentActivation.SIGMOID : described(file, keras, layer);
            unknown |= here == null;
            if (here != null && known != null && here != known) {
                throw new ModelException(file + ": layer " + Hdf5.printable(layer.name()) + ": recurrent_activation is "
                        + here.key() + ", but that of " + Hdf5.printable(knownOf) + " is " + known.key());
            }
            if (here != null) {
                known = here;
                knownOf = layer.name();
                knownFrom = layer.isCudnn() ? "cuDNN has no other" : "model_config says so";
            }
        }
        if (known != null && !unknown) {
            return new GateActivation(
                    known,
                    knownFrom,
                    asked == null || asked == known
                            ? List.of()
                            : List.of(file + ": " + OPTION + " " + asked.key() + " is not heeded: " + knownFrom));
        }
        if (asked != null) {
            return new GateActivation(asked, OPTION, List.of());
        }
        RecurrentActivation byDefault = defaultOf(keras);
        String version = isKeras1(keras) ? "1" : Hdf5.printable(keras.kerasVersion());
        String reason = "the default of " + (version.isEmpty() ? "newer Keras" : "Keras " + version);
        RecurrentActivation other = byDefault == RecurrentActivation.SIGMOID
                ? RecurrentActivation.HARD_SIGMOID
                : RecurrentActivation.SIGMOID;
        return new GateActivation(
                byDefault,
                reason,
                List.of(file + ": does not say the gates' activation; " + byDefault.key() + " is taken, " + reason
                        + "; if yours were " + other.key() + ", import again with " + OPTION + " " + other.key()));
    }

    private static RecurrentActivation described(Path file, KerasFile keras, KerasLayer layer) throws ModelException {
        if (layer.config().isMissingNode()) {
            return null;
        }
        String place = file + ": layer " + Hdf5.printable(layer.name()) + ": recurrent_activation ";
        String name = KerasLayer.activation(layer.config(), "recurrent_activation");
        if (name.equals(RecurrentActivation.HARD_SIGMOID.key())
                && keras.kerasVersion().startsWith("3")) {
            throw new ModelException(place + "hard_sigmoid is relu6(x + 3) / 6 in Keras 3, which Lilt cannot compute"
                    + " (its hard_sigmoid is that of Keras 1 and 2, clip(0.2 x + 0.5, 0, 1))");
        }
        for (RecurrentActivation activation : RecurrentActivation.values()) {
            if (activation.key().equals(name)) {
                return activation;
            }
        }
        throw new ModelException(place + Hdf5.printable(name) + " is neither sigmoid nor hard_sigmoid");
    }

    /** Keras 1 and Keras 2 before 2.3 had hard_sigmoid. tf.keras, which ends its versions with -tf, had both at 2.2.4. */
    private static RecurrentActivation defaultOf(KerasFile keras) {
        Matcher version = VERSION.matcher(keras.kerasVersion());
        boolean isBefore23 = version.matches()
                && !keras.kerasVersion().endsWith("-tf")
                && (Integer.parseInt(version.group(1)) < 2
                        || Integer.parseInt(version.group(1)) == 2 && Integer.parseInt(version.group(2)) < 3);
        return isKeras1(keras) || isBefore23 ? RecurrentActivation.HARD_SIGMOID : RecurrentActivation.SIGMOID;
    }

    private static boolean isKeras1(KerasFile keras) {
        return keras.layers().stream().anyMatch(l -> l.weights().size() == KerasLayer.KERAS_1_WEIGHTS);
    }
}
