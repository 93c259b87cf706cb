package org.proofoflife.ingest.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.ingest.review.ConsoleAccount.State;

class FirstAccountsTest {

    @TempDir
    private Path folder;

    private final ConsoleAccounts accounts = mock();
    private Path file;

    @BeforeEach
    void startPasswords() {
        file = folder.resolve("secret").resolve("accounts");
        when(accounts.create(any(), any(), any(), any(), any()))
                .thenReturn(new ConsoleAccounts.Started(UUID.randomUUID(), "FRESH"));
        when(accounts.reset(any(), any())).thenReturn(new ConsoleAccounts.Started(UUID.randomUUID(), "AGAIN"));
    }

    @Test
    void aMachineWithoutAccountsGetsOneForEachRole() throws IOException {
        start();
        assertThat(file)
                .hasContent("login\tstart password\nreviewer\tFRESH\napprover\tFRESH\nauditor\tFRESH\n"
                        + "administrator\tFRESH");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whereNoAdministratorCameInTimeTheyAreStartedAgain() {
        ConsoleAccount expired = account(ConsoleRole.ADMINISTRATOR, State.START_EXPIRED);
        start(account(ConsoleRole.REVIEWER, State.ACTIVE), account(ConsoleRole.AUDITOR, State.DISABLED), expired);
        assertThat(file).hasContent("login\tstart password\napprover\tFRESH\nadministrator\tAGAIN");
        verify(accounts).reset(expired.id(), "job:first-accounts");
    }

    @Test
    void whereThereIsAnAdministratorNoneAreMade() {
        start(account(ConsoleRole.ADMINISTRATOR, State.STARTED), account(ConsoleRole.REVIEWER, State.START_EXPIRED));
        assertThat(file).doesNotExist();
        verify(accounts, never()).reset(any(), any());
    }

    private void start(ConsoleAccount... known) {
        when(accounts.all()).thenReturn(List.of(known));
        new FirstAccounts(accounts, new ConsoleProperties(file, Duration.ZERO, Duration.ZERO, Duration.ZERO)).run(null);
    }

    private static ConsoleAccount account(ConsoleRole role, State state) {
        String login = role.name().toLowerCase(java.util.Locale.ROOT);
        return new ConsoleAccount(UUID.randomUUID(), login, login, Set.of(role), null, state);
    }
}
