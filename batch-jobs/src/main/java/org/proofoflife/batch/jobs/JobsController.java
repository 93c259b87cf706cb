package org.proofoflife.batch.jobs;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/batch")
class JobsController {

    private final JobRuns runs;

    JobsController(JobRuns runs) {
        this.runs = runs;
    }

    record JobView(String name, @Nullable RunView lastRun) {}

    @GetMapping("/jobs")
    List<JobView> jobs() {
        return runs.jobs().stream()
                .map(name -> new JobView(
                        name, runs.recent(name, 1).stream().findFirst().orElse(null)))
                .toList();
    }

    @PostMapping("/jobs/{name}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView start(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable Map<String, String> parameters,
            Principal who) {
        return runs.run(runs.start(name, parameters == null ? Map.of() : parameters, who.getName()));
    }

    @GetMapping("/runs")
    List<RunView> recent(
            @RequestParam(required = false) @Nullable String job, @RequestParam(defaultValue = "20") int limit) {
        return runs.recent(job, Math.min(Math.max(limit, 1), 200));
    }

    @GetMapping("/runs/{id}")
    RunView run(@PathVariable long id) {
        return runs.run(id);
    }

    @PostMapping("/runs/{id}/restart")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView restart(@PathVariable long id, Principal who) {
        return runs.run(runs.restart(id, who.getName()));
    }

    @PostMapping("/runs/{id}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunView stop(@PathVariable long id, Principal who) {
        runs.stop(id, who.getName());
        return runs.run(id);
    }
}
