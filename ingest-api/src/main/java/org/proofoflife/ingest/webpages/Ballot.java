package org.proofoflife.ingest.webpages;

import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One person's vote on what another proposed. @param note why; a refusal needs one */
public record Ballot(
        boolean approve, @Nullable @Size(max = 500) String note) {

    /** Empty where nothing was said. */
    public String reason() {
        return Objects.requireNonNullElse(note, "");
    }
}
