package org.proofoflife.batch.imports;

import java.util.List;
import java.util.Optional;

/** The layouts that are known. */
public record Layouts(List<Layout> all) {

    public Layouts {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException if no source has this name */
    public Layout of(String source) {
        return all.stream()
                .filter(layout -> layout.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No layout for source " + source));
    }

    /** The layout whose file names look like this one. */
    public Optional<Layout> forFile(String fileName) {
        return all.stream().filter(layout -> layout.matches(fileName)).findFirst();
    }
}
