package io.hecd.discovery.store;

import io.hecd.time.Clock;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A program that fills a store until it is killed: four writers, each with its own keys, each says a number on standard output
 * when the write of that number was acknowledged. Ends with the message of a write that failed.
 */
final class StoreProcess {
    private StoreProcess() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedStore store;
        try {
            store = EmbeddedStore.open(Path.of(args[0]), Clock.system());
        } catch (StoreException e) {
            System.out.println("refused " + e.getMessage());
            return;
        }
        int size = Integer.parseInt(args[1]);
        System.out.println("open");
        Semaphore ended = new Semaphore(0);
        for (int writer = 0; writer < 4; writer++) {
            String key = "/w" + writer + "/";
            Thread thread = new Thread(() -> write(store, key, size, ended));
            thread.setDaemon(true);
            thread.start();
        }
        ended.acquire(4);
    }

    private static void write(EmbeddedStore store, String key, int size, Semaphore ended) {
        String filling = "x".repeat(size);
        try {
            for (long i = 1; ; i++) {
                store.commit(Change.put(key + i % 50, i + " " + filling)).join();
                synchronized (StoreProcess.class) {
                    System.out.println(key + " " + i);
                }
            }
        } catch (RuntimeException e) {
            System.out.println("failed " + e.getMessage() + "; still readable: "
                    + store.read("/").join().entries().size());
            ended.release();
        }
    }

    /** Starts it in a Java of its own; words before `java` may limit it. */
    static Process start(List<String> before, Path store, int size) throws java.io.IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                store.toString(),
                Integer.toString(size)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
