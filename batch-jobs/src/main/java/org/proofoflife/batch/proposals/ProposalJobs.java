package org.proofoflife.batch.proposals;

import org.proofoflife.batch.schedule.Months;
import org.proofoflife.batch.schedule.Tasks;
import org.springframework.batch.core.job.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProposalJobs {

    @Bean
    Job proposeMonth(Tasks tasks, Proposing proposing) {
        return tasks.job(
                "proposeMonth",
                parameters -> proposing.propose(Months.parse(parameters.getOrDefault("month", ""))),
                "month");
    }

    @Bean
    Job importReturns(Tasks tasks, ReturnImport returns) {
        return tasks.job(ReturnImport.JOB, parameters -> returns.take(parameters.getOrDefault("file", "")), "file");
    }
}
