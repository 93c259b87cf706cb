package org.proofoflife.verification.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofoflife.storage.EnvironmentException;
import org.proofoflife.storage.ScratchFolder;
import org.proofoflife.storage.certification.Submission;
import org.proofoflife.storage.objects.ObjectStore;
import org.proofoflife.storage.objects.ObjectStoreException;
import org.springframework.util.FileSystemUtils;

/** Whose fault it is when a clip cannot be had decides what becomes of it. */
class ClipFetcherTest {

    private static final Submission SUBMITTED =
            new Submission(UUID.randomUUID(), new byte[32], 5, "video/mp4", false, null);

    private final ObjectStore objects = mock(ObjectStore.class);

    @TempDir
    Path folder;

    private ScratchFolder scratch;
    private ClipFetcher clips;

    @BeforeEach
    void open() {
        scratch = ScratchFolder.open(folder);
        clips = new ClipFetcher(objects, scratch);
    }

    @AfterEach
    void close() throws IOException {
        scratch.close();
    }

    @Test
    void aStoreThatDoesNotAnswerIsWaitedFor() throws IOException {
        when(objects.get(any(), any())).thenThrow(new ObjectStoreException("clips/1", new IOException("refused")));
        assertThatThrownBy(() -> clips.fetch("clips/1", SUBMITTED)).isInstanceOf(OutageException.class);
    }

    @Test
    void aClipThatIsNotThereIsTriedAgain() throws IOException {
        when(objects.get(any(), any())).thenThrow(new FileNotFoundException("clips/1"));
        assertThatThrownBy(() -> clips.fetch("clips/1", SUBMITTED)).isInstanceOf(RetryableFailure.class);
    }

    @Test
    void aDiskThatTakesNothingIsTheWorkersOwnFault() throws IOException {
        when(objects.get(any(), any())).thenReturn(new ByteArrayInputStream(new byte[5]));
        FileSystemUtils.deleteRecursively(scratch.path());
        assertThatThrownBy(() -> clips.fetch("clips/1", SUBMITTED))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(scratch.path().toString());
    }
}
