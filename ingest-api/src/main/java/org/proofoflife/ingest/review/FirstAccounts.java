package org.proofoflife.ingest.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofoflife.ingest.review.ConsoleAccount.State;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes one account a role on a machine that has no administrator yet and writes their start passwords into a file that its
 * owner alone can read; and other ones if those were not used in time, for then nobody is there to give any.
 */
@Component
class FirstAccounts implements ApplicationRunner {

    private static final String ACTOR = "job:first-accounts";

    private final ConsoleAccounts accounts;
    private final ConsoleProperties properties;

    FirstAccounts(ConsoleAccounts accounts, ConsoleProperties properties) {
        this.accounts = accounts;
        this.properties = properties;
    }

    @Override
    public void run(@Nullable ApplicationArguments arguments) {
        Path file = properties.firstAccountsFile();
        if (file == null || file.toString().isEmpty()) {
            return;
        }
        List<ConsoleAccount> known = accounts.all();
        if (known.stream().anyMatch(FirstAccounts::administers)) {
            return;
        }
        List<String> lines = EnumSet.allOf(ConsoleRole.class).stream()
                .flatMap(role -> start(role, known).stream())
                .toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "login\tstart password\n", StandardOpenOption.APPEND);
            Files.write(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The first accounts cannot be written to " + file, e);
        }
    }

    private static boolean administers(ConsoleAccount account) {
        return account.hasAny(ConsoleRole.ADMINISTRATOR)
                && account.state() != State.START_EXPIRED
                && account.state() != State.DISABLED;
    }

    private Optional<String> start(ConsoleRole role, List<ConsoleAccount> known) {
        String login = role.name().toLowerCase(Locale.ROOT);
        Optional<ConsoleAccount> there =
                known.stream().filter(it -> it.login().equals(login)).findAny();
        if (there.isEmpty()) {
            return Optional.of(line(login, accounts.create(login, login, Set.of(role), null, ACTOR)));
        }
        return there.filter(it -> it.state() == State.START_EXPIRED)
                .map(expired -> line(login, accounts.reset(expired.id(), ACTOR)));
    }

    private static String line(String login, ConsoleAccounts.Started started) {
        return login + "\t" + started.startPassword();
    }
}
