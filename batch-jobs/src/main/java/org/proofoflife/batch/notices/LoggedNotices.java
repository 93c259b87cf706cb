package org.proofoflife.batch.notices;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For machines without a gateway: the log says that a notice would have gone out, and not to which phone. */
final class LoggedNotices implements NoticeSender {

    private static final Logger log = LoggerFactory.getLogger(LoggedNotices.class);

    @Override
    public void send(Notice notice, String phone) {
        log.info(
                "notice {} to {}: certified until {}, {} days before",
                notice.id(),
                notice.ref(),
                notice.validUntil(),
                notice.daysBefore());
    }
}
