package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lilt.midi.ClockState;
import org.lilt.midi.clock.ClockFollower;
import org.lilt.midi.clock.ClockSender;

@Timeout(60)
class JackInputIT {
    private JackServer server;

    @BeforeEach
    void start() throws Exception {
        JackServer.assumeInstalled();
        server = new JackServer(128);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static boolean within(double seconds, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(2);
        }
        return condition.getAsBoolean();
    }

    @Test
    void whatAnotherClientSendsIsHeardInOrderWithItsMoment() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        List<Long> moments = Collections.synchronizedList(new ArrayList<>());
        try (JackInput input = JackInput.open("lilt-control", (nanos, status, data1, data2) -> {
                    heard.add(String.format("%02x %d %d", status, data1, data2));
                    moments.add(nanos);
                });
                JackDestination out = JackDestination.open("lilt-control:in")) {
            assertEquals("jack: lilt-control:in", input.name());
            long frame = out.clock().now() + 2400;
            out.send(frame, 0x90, 60, 100);
            out.send(frame + 4800, 0xB0, 1, 64);
            out.send(frame + 4800, 0xF8, 0, 0);
            assertTrue(within(5, () -> heard.size() == 3), heard.toString());
            assertEquals(List.of("90 60 100", "b0 1 64", "f8 0 0"), heard);
            assertEquals(100e6, moments.get(1) - moments.get(0), 1, "100 ms apart, to the frame");
            assertEquals(frame, out.clock().from(input.clock(), moments.get(0)), "the same frame on both clocks");
            assertFalse(input.gone());
            server.kill();
            assertTrue(within(5, input::gone));
        }
    }

    @Test
    void liltFollowsTheClockOfLiltThroughARealServer() throws Exception {
        ClockFollower follower = new ClockFollower(ClockFollower.OnLoss.STOP);
        try (JackInput input = JackInput.open("lilt-control", follower);
                JackDestination out = JackDestination.open(input.name().substring("jack: ".length()))) {
            ClockSender sender = new ClockSender(out);
            double framesPerTick = JackServer.RATE * 60 / 150.0 / 10_080;
            long start = out.clock().now() + 4800;
            sender.start(0, start - 48);
            for (long tick = 0; tick < 6 * 10_080; tick += ClockState.TICKS_PER_PULSE) {
                long due = start + (long) (tick * framesPerTick);
                while (out.clock().now() < due - out.lead()) {
                    Thread.sleep(1);
                }
                sender.advance(tick, t -> start + (long) (t * framesPerTick));
            }
            assertTrue(within(2, () -> follower.state(input.clock().now()).tick() == 6 * 10_080 - 420));
            assertTrue(follower.state(input.clock().now()).locked());
        }
    }

    @Test
    void theServersTransportIsFollowedAsJackTransportCommandsIt() throws Exception {
        JackServer.assumeInstalled("jack_transport", "jackd2 or jack-example-tools");
        Process process = new ProcessBuilder("jack_transport")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (JackTransport transport = JackTransport.open(() -> 120);
                Writer commands = process.outputWriter()) {
            assertFalse(transport.state().rolling());
            // Half a minute at 120 quarters a minute.
            commands.write("locate " + 30 * JackServer.RATE + "\nplay\n");
            commands.flush();
            assertTrue(within(5, () -> transport.state().rolling()));
            ClockState state = transport.state();
            double quarters = state.tickAt(transport.clock().now()) / 10_080;
            assertTrue(quarters >= 60 && quarters < 64, quarters + " quarters");
            assertEquals(120, state.quartersPerMinute(), 1e-6);
            Thread.sleep(500);
            double later = transport.state().tickAt(transport.clock().now()) / 10_080;
            assertEquals(quarters + 1, later, 0.3);
            commands.write("stop\n");
            commands.flush();
            assertTrue(within(5, () -> !transport.state().rolling()));
            commands.write("quit\n");
        } finally {
            process.destroy();
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void withATimebaseMasterItsTempoAndBarsCount() throws Exception {
        JackServer.assumeInstalled("jack_transport", "jackd2 or jack-example-tools");
        Process process = new ProcessBuilder("jack_transport")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (JackTransport transport = JackTransport.open(() -> 120);
                Writer commands = process.outputWriter()) {
            commands.write("tempo 90\nmaster\nlocate 0\nplay\n");
            commands.flush();
            assertTrue(within(
                    5,
                    () -> transport.state().rolling()
                            && Math.abs(transport.state().quartersPerMinute() - 90) < 1e-6));
            double quarters = transport.state().tickAt(transport.clock().now()) / 10_080;
            assertTrue(quarters < 10, quarters + " quarters");
            commands.write("quit\n");
        } finally {
            process.destroy();
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }
}
