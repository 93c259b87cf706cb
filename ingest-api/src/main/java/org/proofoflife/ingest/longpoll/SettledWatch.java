package org.proofoflife.ingest.longpoll;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Callers that wait for rows to be settled by another process. One query asks for all of them at once, however many
 * wait.
 */
public final class SettledWatch {

    private final Function<Collection<UUID>, Collection<UUID>> settledAmong;
    private final ConcurrentMap<UUID, Set<Runnable>> waiting = new ConcurrentHashMap<>();

    /** @param settledAmong those of the given rows that are settled */
    public SettledWatch(Function<Collection<UUID>, Collection<UUID>> settledAmong) {
        this.settledAmong = settledAmong;
    }

    /** The answer as it is when the row is settled, or when the time is up. */
    public <T> DeferredResult<T> answer(UUID id, Duration patience, Supplier<T> answer) {
        DeferredResult<T> result = new DeferredResult<>(patience.toMillis());
        Runnable wake = () -> give(result, answer);
        result.onTimeout(wake);
        result.onCompletion(() -> forget(id, wake));
        waiting.compute(id, (key, others) -> {
            Set<Runnable> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(wake);
            return all;
        });
        return result;
    }

    /** Wakes those whose rows are settled. Called at short intervals. */
    public void poll() {
        Set<UUID> ids = Set.copyOf(waiting.keySet());
        if (!ids.isEmpty()) {
            for (UUID id : settledAmong.apply(ids)) {
                Set<Runnable> wakes = waiting.remove(id);
                if (wakes != null) {
                    wakes.forEach(Runnable::run);
                }
            }
        }
    }

    public int waiting() {
        return waiting.size();
    }

    private static <T> void give(DeferredResult<T> result, Supplier<T> answer) {
        try {
            result.setResult(answer.get());
        } catch (RuntimeException failure) {
            result.setErrorResult(failure);
        }
    }

    private void forget(UUID id, Runnable wake) {
        waiting.computeIfPresent(id, (key, all) -> {
            all.remove(wake);
            return all.isEmpty() ? null : all;
        });
    }
}
