package org.proofoflife.storage.roster;

/** What the bureau knows of the person's life (生存状态). */
public enum LifeStatus {
    ALIVE,
    SUSPECTED_DEAD,
    DEAD,
    MISSING
}
