package org.proofoflife.ops.evaluate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a manifest as written; nothing is checked until its turn comes, so that one bad line costs one row.
 *
 * @param number 1 for the first line after the header
 * @param folder of the manifest, which relative paths are relative to
 */
record ManifestRow(int number, Path folder, CsvTable.Line line) {

    String clip() {
        return line.cell("clip");
    }

    String reference() {
        return line.cell("reference");
    }

    String challenge() {
        return line.cell("challenge");
    }

    String expected() {
        return line.cell("expected");
    }

    String species() {
        return line.cell("species");
    }

    Path clipPath() {
        return folder.resolve(clip());
    }

    @Nullable
    Path referencePath() {
        return reference().isBlank() ? null : folder.resolve(reference());
    }

    /** For the records only: a row whose clip is no path at all has a name too. */
    String clipFile() {
        try {
            return clipPath().toString();
        } catch (InvalidPathException e) {
            return folder.resolve("row-" + number).toString();
        }
    }

    boolean isMirrored() {
        return switch (line.cell("mirrored").strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "y" -> true;
            case "false", "0", "no", "n", "" -> false;
            default ->
                throw new IllegalArgumentException("mirrored is true or false, not '" + line.cell("mirrored") + "'");
        };
    }
}
