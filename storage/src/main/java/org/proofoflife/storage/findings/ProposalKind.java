package org.proofoflife.storage.findings;

/** What is proposed to be done about a person. */
public enum ProposalKind {
    SUSPEND(2, true),
    RESUME(1, true),
    PAY_ARREARS(1, true),
    RECOVER(2, true),
    NOTIFY(1, false),
    HOME_VISIT(1, false),
    /** Of the person's certificates that reach into the month or beyond; carried out with the last vote. */
    REVOKE(2, false);

    private final int needs;
    private final boolean instruction;

    ProposalKind(int needs, boolean instruction) {
        this.needs = needs;
        this.instruction = instruction;
    }

    /** Different people who must agree: two for what takes money away. */
    public int needs() {
        return needs;
    }

    /** Whether it says how much money is to move. */
    public boolean carriesAmount() {
        return this == PAY_ARREARS || this == RECOVER;
    }

    /** Whether the payment system carries it out. */
    public boolean instruction() {
        return instruction;
    }
}
