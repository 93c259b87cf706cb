package org.proofoflife.batch.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.proofoflife.batch.notices.Notice;
import org.proofoflife.batch.notices.NoticeSender;

/** A gateway that keeps what it was given, and refuses phones it was told to refuse. */
public class RecordedNotices implements NoticeSender {

    public final List<String> sent = new ArrayList<>();
    public String refusedPhone = "";

    @Override
    public void send(Notice notice, String phone) throws IOException {
        if (phone.equals(refusedPhone)) {
            throw new IOException("no route to " + phone);
        }
        Integer step = notice.daysBefore();
        sent.add(phone + " " + notice.ref() + " " + (step == null ? notice.kind() : step.toString()));
    }
}
