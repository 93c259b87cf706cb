package org.proofoflife.verification.judge;

import java.nio.file.Path;

/** Breaks a wall on purpose. */
public record ReadsAFile(Path path) {}
