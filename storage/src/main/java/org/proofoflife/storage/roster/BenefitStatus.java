package org.proofoflife.storage.roster;

/** Whether the benefit is being paid (待遇发放状态). */
public enum BenefitStatus {
    NORMAL,
    SUSPENDED,
    STOPPED
}
