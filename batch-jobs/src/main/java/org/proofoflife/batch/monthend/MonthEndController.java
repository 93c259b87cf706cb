package org.proofoflife.batch.monthend;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.proofoflife.batch.schedule.Months;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MonthEndController {

    private final MonthEnd monthEnd;

    MonthEndController(MonthEnd monthEnd) {
        this.monthEnd = monthEnd;
    }

    /** Reconciles, proposes and reports what is imported already; answers when all is done. */
    @PostMapping("/api/v1/batch/months/{month}/end")
    MonthEnd.Outcome end(@PathVariable String month, Principal who) throws IOException {
        return monthEnd.run(Months.parse(month), List.of(), who.getName());
    }
}
